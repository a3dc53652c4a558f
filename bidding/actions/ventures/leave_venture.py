"""A party leaves a joint venture before its bid."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Venture
from bidding.reads import ventures
from bidding.rules.venturing import TO_LEAVE_A_VENTURE
from bidding.states import VentureState
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def leave_venture(*, actor: Actor, agreement: str) -> Venture:
    """Leave, as its lead or as a member: the joint venture ends for all of its parties.

    Raises:
        RulesBroken: at the deadline or later, or while a bid of the lead stands.
        TransitionNotAllowed: if it has ended.
    """
    party = access.part_to_answer(actor, agreement)
    need = reads.lock_need_against_bids(party.venture.need.number)
    venture = ventures.venture_by_agreement(agreement)
    at, was_agreed = clock.now(), venture.state == VentureState.AGREED
    facts = ventures.forming_facts(need, reads.notice_of(need), venture.lead, at=at)
    check(TO_LEAVE_A_VENTURE, facts, on=need.law_day or clock.day_of(at))
    venture.dissolve(at=at)
    venture.save()
    if was_agreed:
        body = {"need": need.number, "venture": agreement, "lead": venture.lead.organisation.uscc, "org": actor.uscc}
        record(actor, "venture.ended", body, at=at)
    return venture
