"""The reason for each place by the average, in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bidding.methods.decision import Draw
from bidding.methods.offers import Case, Offer
from bidding.methods.words import shown as shown_whole
from bidding.methods.words import tie
from kernel.money import in_yuan, rounded_half_up_to_fen


def reason(
    case: Case, distance: Fraction, equals: Sequence[Offer], offer: Offer, *, by_score: bool, drawn: Sequence[Draw]
) -> str:
    """How far a quote is from the mean, to the fen; among equals also what set them in order."""
    said = f"与均值相差{away(case.mode, distance)}" if distance else "与均值相同"
    return said if len(equals) == 1 else f"{said}；{tie(equals, offer, by_score=by_score, drawn=drawn)}"


def mean_said(mode: str, mean: Fraction, *, counted: int, valid: int) -> str:
    """The mean itself, and of how many of the valid quotes it is. The exact fraction stands in the decision's numbers.

    | mode | mean | counted of valid | said |
    |---|---|---|---|
    | amount | 12550000 | 3 of 5 | 125,500.00 元（5 家有效报价，最高、最低各一家不计） |
    | amount | 10000/3 | 3 of 3 | 约 33.33 元（3 家有效报价） |
    | discount | 1250 | 3 of 3 | 12.50%（3 家有效报价） |
    """
    left_out = "，最高、最低各一家不计" if counted < valid else ""
    about = "" if mean.denominator == 1 else "约 "
    return f"{about}{shown_whole(mode, rounded_half_up_to_fen(mean))}（{valid} 家有效报价{left_out}）"


def away(mode: str, distance: Fraction) -> str:
    """A distance from the mean, for reading only: to the fen, or to the basis point, halves up.

    | mode | distance | said |
    |---|---|---|
    | amount | 10000 | 相差 100.00 元 |
    | amount | 10000/3 | 相差约 33.33 元 |
    | amount | 1/3 | 相差不足 0.01 元 |
    | discount | 1000/3 | 相差约 3.33 个百分点 |
    """
    unit, whole = "元" if mode == "amount" else "个百分点", rounded_half_up_to_fen(distance)
    if not whole:
        return f"不足 0.01 {unit}"
    return f"{'' if distance.denominator == 1 else '约'} {in_yuan(whole)} {unit}"
