"""Publicity has passed: the first in order is offered the award."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.actions.decide_need import strike_bid
from bidding.actions.fail_need import NOBODY_LEFT, end_without_service
from bidding.actions.offer_to_the_chosen import offer_to_the_chosen
from bidding.models import Award, Need
from bidding.rules.award import TO_AWARD_A_NEED, TO_BE_OFFERED_THE_AWARD, AwardFacts
from bidding.states import Method, NeedState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import broken, check
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def award_need(*, actor: Actor, number: str) -> Need:
    """Offer the award to the first in order that may still serve; pass over the others with their reasons.

    Raises:
        RulesBroken: before the publicity is over, while an objection is open, or if the need was awarded already.
        TransitionNotAllowed: if the need is not decided yet, or ended without an award.
    """
    access.may_run_the_clock(actor)
    need = reads.lock_need(number)
    at = clock.now()
    if need.state == NeedState.DECIDED or need.awarded_at:
        assert need.publicity_ends_at is not None
        facts = AwardFacts(at, need.publicity_ends_at, reads.open_objections(need), need.awarded_at)
        check(TO_AWARD_A_NEED, facts, on=clock.day_of(at))
    need.award(at=at)
    need.save()
    offer_to_the_next(actor, need)
    return need


def offer_to_the_next(actor: Actor, need: Need) -> Award | None:
    """Offer the award to the next in order, judged anew today; with nobody left the need fails and everybody is told."""
    if need.method == Method.DIRECT_CHOICE:
        return offer_to_the_chosen(actor=actor, need=need)
    at = clock.now()
    decision = reads.decision_of(need)
    notice = reads.notice_for_bidding(need.number)
    assert decision is not None
    while following := reads.next_in_order(need, decision):
        row, bid = following
        facts = reads.eligibility_facts(notice, bid.agency, at=at)
        found = broken(TO_BE_OFFERED_THE_AWARD, facts, on=need.law_day or clock.day_of(at))
        if found:
            strike_bid(actor, need, bid, found)
            continue
        days = term(TermName.CONFIRM_DAYS, need.region, on=clock.day_of(at))
        award = Award.objects.create(
            need=need,
            bid=bid,
            agency=bid.agency,
            place=row["place"],
            amount_fen=row["amount_fen"],
            rate_bp=row["rate_bp"],
            offered_at=at,
            confirm_by=add_working_days(at, days),
        )
        body = {"need": need.number, "bidder": row["bidder"], "bid": row["bid"], "place": award.place}
        body |= {"fen": award.amount_fen, "rate_bp": award.rate_bp, "confirm_by": stamp(award.confirm_by)}
        record(actor, "award.made", body, at=at, tell={"need": need.number, "award": award.pk})
        return award
    end_without_service(actor, need, reason="按次序已没有可以承接的机构", because=NOBODY_LEFT)
    return None
