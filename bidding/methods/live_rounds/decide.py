"""Deciding live rounds. Pure: every step is judged anew, then the last prices are ranked as sealed price ranks them."""

from __future__ import annotations

from bidding.methods import sealed_price
from bidding.methods.decision import Decision
from bidding.methods.live_rounds import words
from bidding.methods.live_rounds.case import Case
from bidding.methods.live_rounds.steps import faults_of


def decide(case: Case) -> Decision:
    """Rank the entries of a case by their last price.

    Those level at the lowest had their extra round; who is level after it too goes by score and draw as in sealed price.

    Raises:
        ValueError: if a step or a round is not what the rules allow: then the case is nobody's.
    """
    if faults := faults_of(case):
        raise ValueError("；".join(faults))
    return sealed_price.decide(as_sealed(case))


def as_sealed(case: Case) -> sealed_price.Case:
    """The same case with each bidder's last price as if it had lain in an envelope; whoever never bid is struck."""
    last = {step.bidder: step.fen for step in case.steps}
    offers = tuple(
        sealed_price.Offer(
            bidder=entry.bidder,
            bid=entry.bid,
            amount_fen=last.get(entry.bidder),
            rate_bp=None,
            score_centi=entry.score_centi,
            r=entry.r,
            struck=entry.struck or (() if entry.bidder in last else (words.NEVER_BID,)),
        )
        for entry in case.offers
    )
    bounds = (case.ceiling_fen, case.floor_fen, None, None)
    chance = (case.contributions, case.beacon, case.way)
    return sealed_price.Case(case.need, "amount", *bounds, case.list_root, offers, *chance, case.fallen)
