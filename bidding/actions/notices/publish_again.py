"""A buyer wants a need that ended without a result once more."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Need
from bidding.rules.cancelling import TO_PUBLISH_AGAIN
from bidding.states import NeedState
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def publish_again(*, actor: Actor, number: str) -> Need:
    """Copy what the last version said, with its files, into a new draft; the draft that is there already, if there is one.

    A draft is private: nothing of it goes on the public record before publication.
    """
    before = reads.lock_need(number)
    access.may_steer(actor, before)
    at = clock.now()
    check(TO_PUBLISH_AGAIN, reads.again_facts(before), on=clock.day_of(at))
    draft = before.published_again.filter(state=NeedState.DRAFT).first()
    if draft is not None:
        return draft
    need = Need.objects.create(
        number=reads.next_number(clock.day_of(at).year),
        buyer=before.buyer,
        region=before.region,
        item=before.item,
        method=before.method,
        is_commissioned_by_department=before.is_commissioned_by_department,
        again_of=before,
        is_demo=before.is_demo,
        created_at=at,
    )
    reads.notice_of(before).copied_to(need)
    return need
