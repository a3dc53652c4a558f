"""A buyer gives up a new version before it is public."""

from django.db import transaction

from bidding import access, reads
from bidding.states import NeedState
from kernel.access import NotFound
from kernel.actors import Actor


@transaction.atomic
def drop_amendment(*, actor: Actor, number: str) -> None:
    """Throw the draft of a new version away; the version in force stays as it is."""
    need = reads.lock_need(number)
    access.may_steer(actor, need)
    if need.state == NeedState.DRAFT:
        raise NotFound(number)
    reads.draft_of(need).delete()
