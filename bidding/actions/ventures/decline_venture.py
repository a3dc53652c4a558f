"""A member does not consent to a joint venture."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Venture
from bidding.reads import ventures
from kernel import clock
from kernel.actors import Actor


@transaction.atomic
def decline_venture(*, actor: Actor, agreement: str) -> Venture:
    """Say no to a proposed agreement: it ends, and the record never holds it.

    Raises:
        TransitionNotAllowed: if it is agreed or has ended.
    """
    party = access.part_to_answer(actor, agreement)
    reads.lock_need_against_bids(party.venture.need.number)
    venture = ventures.venture_by_agreement(agreement)
    venture.decline(at=clock.now())
    venture.save()
    return venture
