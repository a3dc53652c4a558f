"""Ranked bids are struck: the order without them is public anew, for a full period, and may be objected to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bidding import reads
from bidding.actions.bids.strike_bid import strike_bid
from bidding.actions.deciding.ask_for_explanation import ask_for_explanation
from bidding.actions.deciding.fail_need import NOBODY_LEFT, end_without_service, fail_for_want_of_bids
from bidding.actions.deciding.publish_decision import publish_decision
from bidding.methods.outcome import outcome
from bidding.models import Bid, Decision, Need
from bidding.rules.opening import TO_COMPETE
from bidding.states import ExplanationState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import Broken, broken
from market.models.region import TermName
from market.reads import term

NOBODY_LEFT_WORDS = "按次序已没有可以承接的机构"


def decide_again(*, actor: Actor, need: Need, fallen: Sequence[tuple[Bid, tuple[Broken, ...]]]) -> None:
    """Strike ranked bids and make the decision anew, in the caller's transaction and under its lock; no award may be live.

    Whoever should never have counted (an upheld objection, a price that was not shown to be reasonable, one head with another) is counted out, and
    with too few left the notice fails. Whoever lost its standing since the decision was a competitor all the same.
    """
    decision = reads.decision_of(need)
    assert decision is not None
    for bid, found in fallen:
        strike_bid(actor=actor, need=need, bid=bid, found=found)
        for waiting in need.explanations.filter(bid=bid, state__in=[ExplanationState.ASKED, ExplanationState.GIVEN]):
            waiting.drop(at=clock.now())
            waiting.save()
    rows = [reads.fallen_row(bid) for bid, _ in fallen]
    case = {**decision.case, "fallen": [*decision.case.get("fallen", []), *rows]}
    notice = reads.notice_for_bidding(need.number)
    standing = reads.competitors_left(need, case)
    facts = reads.competition_facts(need, notice, standing)
    if broken(TO_COMPETE, facts, on=need.law_day or clock.today()):
        fail_for_want_of_bids(actor, need, facts)
        return
    if reads.next_in_order(need, decision) is None:
        end_without_service(actor, need, reason=NOBODY_LEFT_WORDS, because=NOBODY_LEFT)
        return
    _publish_anew(actor, need, decision, case)
    ask_for_explanation(actor=actor, need=need)


def _publish_anew(actor: Actor, need: Need, decision: Decision, case: dict[str, Any]) -> None:
    """The order without the fallen, with a publicity of its own; the entry names the one that it replaces."""
    at, said = clock.now(), outcome(need.method, case)
    days = term(TermName.PUBLICITY_DAYS, need.region, on=clock.day_of(at))
    need.decide_again(at=at, publicity_ends_at=add_working_days(at, days))
    need.save()
    edition = decision.edition + 1
    publish_decision(actor=actor, need=need, case=case, said=said, edition=edition, replaces=decision.recorded)
