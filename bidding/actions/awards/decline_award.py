"""The winner does not take the award, or does not answer: the next in order follows."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.awards.award_need import offer_to_the_next
from bidding.models import Award
from bidding.reads.relations import hold_bidders
from bidding.states import AwardState
from kernel import clock
from kernel.actors import Actor, ActorKind
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def decline_award(*, actor: Actor, number: str, reason: str = "") -> Award:
    """Decline; a credit fact. The scheduler declines for whoever has let the period pass in silence.

    Raises:
        TransitionNotAllowed: if the award was answered already.
    """
    hold_bidders(number)
    need = reads.lock_need(number)
    silent = actor.kind == ActorKind.SYSTEM
    award = reads.award_by_need(number) if silent else access.award_to_answer(actor, number)
    award.need = need
    at = clock.now()
    if silent and (award.state != AwardState.OFFERED or at < award.confirm_by):
        return award
    award.decline(at=at)
    award.note = "期限内没有确认，视为放弃" if silent else (reason.strip() or "中选机构放弃")[:400]
    award.save()
    body: dict[str, Plain] = {
        "need": number,
        "bidder": award.agency.organisation.uscc,
        "bid": award.envelope_hash,
        "silent": silent,
    }
    record(actor, "award.declined", body, at=at, tell={"need": number, "award": award.pk})
    offer_to_the_next(actor, need)
    return award
