"""A buyer takes a file off a draft."""

from django.db import transaction

from bidding.actions.drafting.save_part import locked_draft
from kernel.access import NotFound
from kernel.actors import Actor


@transaction.atomic
def remove_file(*, actor: Actor, number: str, file: int) -> None:
    """Take an attachment (by its primary key) off the version being written; published versions keep theirs."""
    _, notice = locked_draft(actor, number)
    gone, _ = notice.attachments.filter(pk=file).delete()
    if not gone:
        raise NotFound(number)
