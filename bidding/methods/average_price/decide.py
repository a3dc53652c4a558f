"""Deciding by the average. Pure; the mean is an exact fraction and is never rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import ClassVar

from bidding.methods import offers
from bidding.methods.average_price import words
from bidding.methods.decision import Decision, Draw, Ranked, Struck
from bidding.methods.equals import in_order
from bidding.methods.low_prices import low_without_lines
from bidding.methods.offers import Offer, out_of_bounds, price_of, standing_of
from draws.draw import NO_BEACON

TRIMMED_FROM = 5  # with so many valid quotes one highest and one lowest stay out of the mean


class Case(offers.Case):
    """Offers that quote a price each, under this method's name."""

    version: ClassVar[str] = "average_price/1"


def decide(case: Case) -> Decision:
    """Rank the valid quotes by their distance from the mean; what stays out of the mean is ranked like the others."""
    if len({offer.bidder for offer in case.offers}) != len(case.offers):
        raise ValueError("a bidder has two offers in one case")
    why = {offer.bid: offer.struck or out_of_bounds(case, offer) for offer in case.offers}
    valid = [offer for offer in case.offers if not why[offer.bid]]
    struck = tuple(Struck(o.bidder, o.bid, o.amount_fen, o.rate_bp, why[o.bid]) for o in case.offers if why[o.bid])
    if not valid:
        return Decision((), struck, (), ())
    mean, counted = mean_of([quoted(case, offer) for offer in valid])

    def standing(offer: Offer) -> tuple[Fraction, int]:
        return abs(quoted(case, offer) - mean), standing_of(case, offer)

    ranking: list[Ranked] = []
    draws: list[Draw] = []
    for (distance, _), equals in groupby(sorted(valid, key=standing), key=standing):
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
            reason = words.reason(case, distance, ordered, offer, by_score=by_score, drawn=drawn)
            place = len(ranking) + 1
            price = price_of(case, offer)
            ranking.append(Ranked(place, offer.bidder, offer.bid, price, offer.rate_bp, offer.score_centi, reason))
    numbers = {"mean": [mean.numerator, mean.denominator], "counted": counted}
    return Decision(tuple(ranking), struck, tuple(draws), low_without_lines(ranking), numbers=numbers)


def quoted(case: Case, offer: Offer) -> int:
    """What was quoted: fen, or basis points where a rate is bid."""
    return abs(standing_of(case, offer))


def mean_of(values: Sequence[int]) -> tuple[Fraction, int]:
    """The mean, and how many values it is of: with five or more without one highest and one lowest.

    | values | mean | of |
    |---|---|---|
    | 100, 200, 400 | 700/3 | 3 |
    | 1, 100, 110, 120, 120 | 110 | 3 |
    """
    kept = sorted(values)[1:-1] if len(values) >= TRIMMED_FROM else list(values)
    return Fraction(sum(kept), len(kept)), len(kept)
