"""The method ranks the opened bids; the result is public."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.bids.strike_bid import strike_bid
from bidding.actions.choosing.publish_shortlist import publish_shortlist
from bidding.actions.deciding.ask_for_explanation import ask_for_explanation
from bidding.actions.deciding.fail_need import fail_for_want_of_bids
from bidding.actions.deciding.publish_decision import publish_decision
from bidding.methods import WAYS
from bidding.methods.offers import out_of_bounds
from bidding.methods.outcome import outcome
from bidding.models import Bid, Need, Notice
from bidding.reads import room, scoring
from bidding.reads.relations import hold_bidders
from bidding.reads.results import VOID_WORDS
from bidding.reads.shortlist import case_to_list
from bidding.rules.award import TO_COUNT_AS_VALID, ValidityFacts
from bidding.rules.opening import TO_COMPETE
from bidding.states import Method, NeedState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import broken
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def decide_need(*, actor: Actor, number: str) -> Need:
    """Strike what can't count, with reasons, rank what counts, and publish the whole of it for the publicity period.

    With fewer valid bids than competition needs the notice fails; a first notice is followed by the second.
    """
    access.may_run_the_clock(actor)
    hold_bidders(number)
    need = reads.lock_need(number)
    if need.state == NeedState.OPENED and need.method == Method.LIVE_ROUNDS:
        return need  # its rounds come first
    if need.state == NeedState.ROUNDS and not room.rounds_are_over(need):
        return need
    if reads.waits_for_its_beacon(number):
        return need
    notice = reads.notice_for_bidding(number)
    bids = reads.opened_bids(need)
    _strike(actor, need, notice, bids)
    case, decided = _decided(need, notice, bids)
    facts = reads.competition_facts(need, notice, reads.competing(need.method, case, decided["ranking"]))
    if broken(TO_COMPETE, facts, on=need.law_day or clock.today()):
        fail_for_want_of_bids(actor, need, facts)
        return need
    if need.method == Method.CREDIT_SHORTLIST:
        publish_shortlist(actor=actor, need=need, case=case, said=decided)
        return need
    at = clock.now()  # after the strikes, which stand on the record before the decision
    days = term(TermName.PUBLICITY_DAYS, need.region, on=clock.day_of(at))
    need.decide(at=at, publicity_ends_at=add_working_days(at, days))
    need.save()
    publish_decision(actor=actor, need=need, case=case, said=decided)
    ask_for_explanation(actor=actor, need=need)
    return need


def _decided(need: Need, notice: Notice, bids: list[Bid]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The case of the need's method, as the record holds it, and what follows from it."""
    if need.method == Method.LIVE_ROUNDS:
        case = room.live_case_of(need, notice, bids).to_json()
    elif need.has_plans:
        case = scoring.quality_case_of(need, notice, bids).to_json()
    elif need.method == Method.CREDIT_SHORTLIST:
        case = case_to_list(need, notice, bids).to_json()
    else:
        case = reads.case_of(need, notice, bids).to_json()
    if reads.prices_are_bid(need.method):
        case["low"] = reads.low_lines_of(need)
    return case, outcome(need.method, case)


def _strike(actor: Actor, need: Need, notice: Notice, bids: list[Bid]) -> None:
    """Judge each bid as of now, by the law of the need's day: standing, qualifications, ties, avoidance, heads, price."""
    ventures = reads.ventures_behind(bids) if notice.admits_ventures else {}
    at, related, case = clock.now(), reads.relations_of(bids, ventures), reads.case_of(need, notice, bids)
    offers = {offer.bid: offer for offer in case.offers}
    by_price = WAYS[need.method].sealed in ("price", "plans")  # a step in a live room was judged as it came
    for bid in bids:
        venture = ventures.get(bid.pk)
        facts = ValidityFacts(
            **vars(reads.as_lead(reads.eligibility_facts(notice, bid.agency, at=at), venture)),
            out_of_bounds="；".join(out_of_bounds(case, offers[bid.envelope_hash])) if by_price else "",
            **related[bid.envelope_hash],
            plan_fault=VOID_WORDS.get(scoring.plan_fault(bid), "") if need.has_plans else "",
        )
        on = need.law_day or clock.day_of(at)
        found = broken(TO_COUNT_AS_VALID, facts, on=on) + reads.bars_of_members(notice, venture, at=at, on=on)
        if found:
            strike_bid(actor=actor, need=need, bid=bid, found=found)
