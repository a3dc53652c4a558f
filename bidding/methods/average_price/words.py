"""The reason for each place by the average, in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bidding.methods.decision import Draw
from bidding.methods.offers import Case, Offer
from bidding.methods.words import tie
from kernel.money import in_yuan


def reason(
    case: Case, distance: Fraction, equals: Sequence[Offer], offer: Offer, *, by_score: bool, drawn: Sequence[Draw]
) -> str:
    """How far a quote is from the mean, exactly; among equals also what set them in order."""
    said = f"与均值相差 {_shown(case.mode, distance)}" if distance else "与均值相同"
    return said if len(equals) == 1 else f"{said}；{tie(equals, offer, by_score=by_score, drawn=drawn)}"


def _shown(mode: str, distance: Fraction) -> str:
    if mode == "discount":
        return f"{distance} 个万分点"
    return f"{in_yuan(distance.numerator)} 元" if distance.denominator == 1 else f"{distance} 分"
