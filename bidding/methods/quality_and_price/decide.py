"""Deciding quality and price. Pure: no database, no clock, no chance but the draw's seed, which public facts give."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from bidding.methods import sealed_price
from bidding.methods.equals import in_order
from bidding.methods.low_prices import low_without_lines
from bidding.methods.quality_and_price import words
from bidding.methods.quality_and_price.case import Case
from bidding.methods.quality_and_price.scores import average, faults_of, price_score
from bidding.methods.sealed_price import Draw, Offer, Ranked, Struck


@dataclass(frozen=True)
class Sheet:
    """One valid offer's numbers, in exact hundredths of a point."""

    offer: Offer
    fen: int
    averages: dict[str, Fraction]
    price: Fraction

    @property
    def total(self) -> Fraction:
        """What decides."""
        return sum(self.averages.values(), self.price)

    def to_json(self) -> dict[str, Any]:
        """The numbers as the record holds them: fractions as text `n/d`, for they may outgrow a number of JSON."""
        return {
            "averages": {key: _text(value) for key, value in self.averages.items()},
            "quality": _text(self.total - self.price),
            "price": _text(self.price),
            "sum": _text(self.total),
        }


@dataclass(frozen=True)
class Decision(sealed_price.Decision):
    """The outcome with its sheets: of each valid bidder the averages, the price score and the sum."""

    lowest_fen: int | None
    sheets: tuple[Sheet, ...]

    def to_json(self) -> dict[str, Any]:
        """The decision as the record holds it."""
        bidders = {sheet.offer.bidder: sheet.to_json() for sheet in self.sheets}
        return {**super().to_json(), "numbers": {"lowest_fen": self.lowest_fen, "bidders": bidders}}


def decide(case: Case) -> Decision:
    """Rank the valid offers of a case by the sum of their averages and their price score.

    Raises:
        ValueError: if a weight or a score is not what the method allows, or a bidder has two offers.
    """
    if len({offer.bidder for offer in case.offers}) != len(case.offers):
        raise ValueError("a bidder has two offers in one case")
    if faults := faults_of(case):
        raise ValueError("；".join(faults))
    prices = _prices_of(case)
    why = {o.bid: o.struck or sealed_price.out_of_bounds(prices, o) for o in case.offers}
    fens = {o.bid: sealed_price.price_of(prices, o) for o in case.offers if not why[o.bid]}
    lowest = min(fens.values(), default=None)
    sheets = [_sheet(case, o, fens[o.bid], lowest) for o in case.offers if lowest is not None and o.bid in fens]
    ranking, draws = _ranked(case, sheets)
    struck = tuple(Struck(o.bidder, o.bid, o.amount_fen, o.rate_bp, why[o.bid]) for o in case.offers if why[o.bid])
    low = low_without_lines(ranking)
    return Decision(tuple(ranking), struck, tuple(draws), low, lowest, tuple(sheets))


def _ranked(case: Case, sheets: list[Sheet]) -> tuple[list[Ranked], list[Draw]]:
    ranking: list[Ranked] = []
    draws: list[Draw] = []
    by_bid = {sheet.offer.bid: sheet for sheet in sheets}
    lowest = min((sheet.fen for sheet in sheets), default=0)
    for total, group in groupby(sorted(sheets, key=lambda s: -s.total), key=lambda s: s.total):
        equals = [sheet.offer for sheet in group]
        ordered, drawn, by_score = in_order(
            case.need,
            case.list_root,
            equals,
            first_place=len(ranking) + 1,
            contributions=case.contributions,
            beacon=case.beacon,
            way=case.way,
        )
        draws += drawn
        for offer in ordered:
            sheet = by_bid[offer.bid]
            first = next((by_bid[place.bid].total for place in ranking if place.bidder not in case.fallen), None)
            reason = words.reason(
                case,
                averages=sheet.averages,
                price=sheet.price,
                lowest_fen=lowest,
                own_fen=sheet.fen,
                behind=None if first is None else first - total,
            )
            if len(ordered) > 1:
                reason += "；" + _tie(ordered, drawn, offer, by_score=by_score)
            place = len(ranking) + 1
            ranking.append(Ranked(place, offer.bidder, offer.bid, sheet.fen, offer.rate_bp, offer.score_centi, reason))
    return ranking, draws


def _tie(equals: list[Offer], drawn: list[Draw], offer: Offer, *, by_score: bool) -> str:
    draw = next((d for d in drawn if offer.bidder in d.entrants), None)
    return words.tie(
        len(equals),
        place=draw.order.index(offer.bidder) + 1 if draw else None,
        among=len(draw.entrants) if draw else 0,
        level_at=draw.level_at if draw else 0,
        score_centi=offer.score_centi if by_score else None,
    )


def _sheet(case: Case, offer: Offer, fen: int, lowest_fen: int) -> Sheet:
    averages = {c.key: average(case, offer.bidder, c.key) for c in case.criteria}
    return Sheet(offer, fen, averages, price_score(case, lowest_fen=lowest_fen, own_fen=fen))


def _prices_of(case: Case) -> sealed_price.Case:
    """The same prices and bounds, as sealed price judges them."""
    return sealed_price.Case(
        case.need,
        case.mode,
        case.ceiling_fen,
        case.floor_fen,
        case.floor_rate_bp,
        case.ceiling_rate_bp,
        case.list_root,
        case.offers,
    )


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
