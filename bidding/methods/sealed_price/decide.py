"""Deciding sealed price. Pure: no database, no clock, no chance but the draw's seed, which public facts give."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from bidding.methods import offers
from bidding.methods.decision import Decision, Draw, Ranked, Struck
from bidding.methods.equals import in_order
from bidding.methods.low_prices import low_without_lines
from bidding.methods.offers import out_of_bounds, price_of, standing_of
from bidding.methods.sealed_price import words
from draws.draw import NO_BEACON


class Case(offers.Case):
    """Offers that say a price each, under this method's name."""

    version: ClassVar[str] = "sealed_price/1"


def decide(case: Case) -> Decision:
    """Rank the valid offers of a case and give each offer its place, or its reasons for having none."""
    if len({offer.bidder for offer in case.offers}) != len(case.offers):
        raise ValueError("a bidder has two offers in one case")
    why = {offer.bid: offer.struck or out_of_bounds(case, offer) for offer in case.offers}
    valid = [offer for offer in case.offers if not why[offer.bid]]
    ranking: list[Ranked] = []
    draws: list[Draw] = []
    for _, equals in groupby(sorted(valid, key=lambda o: standing_of(case, o)), key=lambda o: standing_of(case, o)):
        ordered, drawn, by_score = in_order(
            case.need,
            case.list_root,
            list(equals),
            first_place=len(ranking) + 1,
            contributions=case.contributions or (),
            beacon=case.beacon or NO_BEACON,
            way=case.way,
        )
        draws += drawn
        for offer in ordered:
            best = next((place for place in ranking if place.bidder not in case.fallen), None)
            reason = words.reason(case, best, ordered, offer, by_score=by_score, drawn=drawn)
            ranking.append(
                Ranked(
                    place=len(ranking) + 1,
                    bidder=offer.bidder,
                    bid=offer.bid,
                    amount_fen=price_of(case, offer),
                    rate_bp=offer.rate_bp,
                    score_centi=offer.score_centi,
                    reason=reason,
                )
            )
    struck = tuple(Struck(o.bidder, o.bid, o.amount_fen, o.rate_bp, why[o.bid]) for o in case.offers if why[o.bid])
    return Decision(tuple(ranking), struck, tuple(draws), low_without_lines(ranking))
