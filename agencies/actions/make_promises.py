"""Make the ten promises."""

from django.db import transaction

from agencies.actions.parts.task import open_task
from agencies.rules.promises import VERSION, hash_of_letter
from kernel.actors import Actor


@transaction.atomic
def make_promises(*, actor: Actor) -> None:
    """Make the ten promises of the commitment letter, in the version of the day; the hash of its text is kept."""
    opened = open_task(actor)
    opened.agency.promised_at = opened.at
    opened.agency.promises_version, opened.agency.promises_hash = VERSION, hash_of_letter()
    opened.done("promises")
