"""A buyer gives a draft up."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Need
from bidding.rules.cancelling import TO_DISCARD_A_NEED
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def discard_need(*, actor: Actor, number: str) -> Need:
    """Discard a draft. It was never public, so nothing goes on the record; its number is not given again."""
    need = reads.lock_need(number)
    access.may_steer(actor, need)
    at = clock.now()
    check(TO_DISCARD_A_NEED, reads.cancelling_facts(need), on=clock.day_of(at))
    need.discard(at=at)
    need.save()
    return need
