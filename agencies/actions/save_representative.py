"""Name the legal representative."""

from django.db import transaction

from agencies.actions.parts.task import open_task
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def save_representative(*, actor: Actor, name: str) -> None:
    """Name the legal representative; the public sees the name masked."""
    opened = open_task(actor)
    opened.agency.legal_representative = name
    opened.done("representative")
    if opened.is_public:
        record(actor, "representative.changed", {"org": actor.uscc}, private={"name": name})
