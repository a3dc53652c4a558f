"""The reason for each place in words. The words follow from the numbers; the order never follows from the words."""

from __future__ import annotations

from collections.abc import Sequence

from bidding.methods.decision import Draw, Ranked
from bidding.methods.offers import Case, Offer
from bidding.methods.words import tie
from kernel.money import in_yuan


def reason(
    case: Case, best: Ranked | None, equals: Sequence[Offer], offer: Offer, *, by_score: bool, drawn: Sequence[Draw]
) -> str:
    """Why an offer has its place, given the best that still stands (None: this one) and its equals in order."""
    said = _against_the_best(case, best, offer)
    if len(equals) == 1:
        return said
    told = tie(equals, offer, by_score=by_score, drawn=drawn)
    return f"{said}；{told}"


def _against_the_best(case: Case, best: Ranked | None, offer: Offer) -> str:
    if best is None:
        return {"amount": "有效报价中最低", "discount": "有效下浮率中最高"}[case.mode]
    if case.mode == "amount" and offer.amount_fen is not None:
        more = offer.amount_fen - best.amount_fen
        return f"比最低价高 {in_yuan(more)} 元" if more else "与最低价相同"
    less = (best.rate_bp or 0) - (offer.rate_bp or 0)
    return f"比最高下浮率低 {less // 100}.{less % 100:02d} 个百分点" if less else "与最高下浮率相同"
