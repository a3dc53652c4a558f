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


def mean_said(mode: str, mean: Fraction, *, counted: int, valid: int) -> str:
    """The mean itself, and of how many of the valid quotes it is.

    | mode | mean | counted of valid | said |
    |---|---|---|---|
    | amount | 12550000 | 3 of 5 | 125,500.00 元（5 家有效报价，最高、最低各一家不计） |
    | amount | 100/3 | 3 of 3 | 100/3 分（3 家有效报价） |
    | discount | 1250 | 3 of 3 | 1250 个万分点（3 家有效报价） |
    """
    left_out = "，最高、最低各一家不计" if counted < valid else ""
    return f"{_shown(mode, mean)}（{valid} 家有效报价{left_out}）"


def _shown(mode: str, distance: Fraction) -> str:
    if mode == "discount":
        return f"{distance} 个万分点"
    return f"{in_yuan(distance.numerator)} 元" if distance.denominator == 1 else f"{distance} 分"
