"""The agency that its buyer chose is offered the award."""

from __future__ import annotations

from bidding import reads
from bidding.actions.choosing.offer_choice import DECLINED, UNABLE, choose_again
from bidding.models import Award, Need
from bidding.reads.choosing import agency_to_choose
from bidding.rules.award import TO_BE_OFFERED_THE_AWARD
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import broken
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term


def offer_to_the_chosen(*, actor: Actor, need: Need) -> Award | None:
    """Offer the award to the one chosen, judged anew today; nobody stands by, so where it can't be the buyer chooses again.

    In the caller's transaction and under its lock.
    """
    at = clock.now()
    decision = reads.decision_of(need)
    assert decision is not None
    row = decision.ranking[0]
    agency = agency_to_choose(row["bidder"])
    if need.awards.filter(agency=agency).exists():
        choose_again(actor, need, row["bidder"], because=DECLINED)
        return None
    facts = reads.eligibility_facts(reads.notice_for_bidding(need.number), agency, at=at)
    found = broken(TO_BE_OFFERED_THE_AWARD, facts, on=need.law_day or clock.day_of(at))
    if found:
        choose_again(actor, need, row["bidder"], because=UNABLE, found=found)
        return None
    confirm_by = add_working_days(at, term(TermName.CONFIRM_DAYS, need.region, on=clock.day_of(at)))
    award = Award.objects.create(
        need=need, agency=agency, place=1, amount_fen=row["amount_fen"], offered_at=at, confirm_by=confirm_by
    )
    body = {"need": need.number, "bidder": row["bidder"], "bid": row["bid"], "place": 1}
    body |= {"fen": award.amount_fen, "rate_bp": None, "confirm_by": stamp(confirm_by)}
    record(actor, "award.made", body, at=at, tell={"need": need.number, "award": award.pk})
    return award
