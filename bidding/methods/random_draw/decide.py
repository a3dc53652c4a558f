"""Deciding by draw. Pure: the seed comes of what every entrant had sealed and of the frozen list."""

from __future__ import annotations

from typing import ClassVar

from bidding.methods import offers
from bidding.methods.decision import Decision, Draw, Ranked, Struck
from bidding.methods.equals import FROZEN_LIST
from draws.draw import NO_BEACON
from draws.ways import drawn


class Case(offers.Case):
    """Entries under this method's name; `ceiling_fen` is the stated price and offers name none."""

    version: ClassVar[str] = "random_draw/1"


def decide(case: Case) -> Decision:
    """Give every valid entrant its place in the drawn order.

    Raises:
        ValueError: if a bidder stands in the case twice, or no price is stated.
    """
    if len({offer.bidder for offer in case.offers}) != len(case.offers):
        raise ValueError("a bidder has two offers in one case")
    if case.mode != "fixed" or case.ceiling_fen is None or case.ceiling_fen <= 0:
        raise ValueError("a draw is held at a stated price")
    struck = tuple(Struck(o.bidder, o.bid, None, None, o.struck) for o in case.offers if o.struck)
    valid = {offer.bidder: offer for offer in case.offers if not offer.struck}
    if not valid:
        return Decision((), struck, (), ())
    name = f"{case.need}/order"
    given = [(offer.bidder, offer.r) for offer in valid.values()] + [(FROZEN_LIST, case.list_root), *(case.contributions or ())]
    came = drawn(name, valid, given, case.beacon or NO_BEACON, way=case.way)
    ranking = tuple(
        Ranked(
            place=place,
            bidder=bidder,
            bid=valid[bidder].bid,
            amount_fen=case.ceiling_fen,
            rate_bp=None,
            score_centi=valid[bidder].score_centi,
            reason=f"在 {len(valid)} 家中公开抽签列第 {place}",
        )
        for place, bidder in enumerate(came.order, start=1)
    )
    draw = Draw(name, tuple(sorted(valid)), came.seed, tuple(came.order))
    return Decision(ranking, struck, (draw,), ())
