"""The reason for each place in words. The words follow from the numbers; the order never follows from the words."""

from __future__ import annotations

from collections.abc import Sequence

from bidding.methods.decision import Draw, Ranked
from bidding.methods.sealed_price.case import Case, Offer
from kernel.money import in_yuan

SAYS_NOTHING = {"amount": "标书未写明报价金额", "discount": "标书未写明下浮率"}
NOT_POSITIVE = "报价应当大于 0"
_WORD = {"amount": "报价", "discount": "下浮率"}


def _shown(mode: str, value: int) -> str:
    return f"{in_yuan(value)} 元" if mode == "amount" else f"{value // 100}.{value % 100:02d}%"


def below(mode: str, value: int, bound: int) -> str:
    """Below the floor."""
    return f"{_WORD[mode]} {_shown(mode, value)}，低于下限 {_shown(mode, bound)}"


def above(mode: str, value: int, bound: int) -> str:
    """Above the ceiling."""
    return f"{_WORD[mode]} {_shown(mode, value)}，高于上限 {_shown(mode, bound)}"


def reason(
    case: Case, before: Sequence[Ranked], equals: Sequence[Offer], offer: Offer, *, by_score: bool, drawn: Sequence[Draw]
) -> str:
    """Why an offer has its place, given the places before it and its equals in order."""
    said = _against_the_best(case, before, offer)
    if len(equals) == 1:
        return said
    told = tie(equals, offer, by_score=by_score, drawn=drawn)
    return f"{said}；{told}"


def _against_the_best(case: Case, before: Sequence[Ranked], offer: Offer) -> str:
    best = {"amount": "有效报价中最低", "discount": "有效下浮率中最高"}[case.mode]
    if not before:
        return best
    if case.mode == "amount" and offer.amount_fen is not None:
        more = offer.amount_fen - before[0].amount_fen
        return f"比最低价高 {in_yuan(more)} 元" if more else "与最低价相同"
    less = (before[0].rate_bp or 0) - (offer.rate_bp or 0)
    return f"比最高下浮率低 {less // 100}.{less % 100:02d} 个百分点" if less else "与最高下浮率相同"


def tie(equals: Sequence[Offer], offer: Offer, *, by_score: bool, drawn: Sequence[Draw]) -> str:
    """What set an offer in its place among its equals: the scores, the draw, or both."""
    draw = next((d for d in drawn if offer.bidder in d.entrants), None)
    same = f"{len(equals)} 家相同"
    parts = [same]
    if by_score:
        centi = offer.score_centi or 0
        parts.append(f"按开启日信用分排列，本机构 {centi // 100}.{centi % 100:02d} 分")
    else:
        parts.append("其中有机构暂无信用记录，不比信用分")
    if draw:
        parts.append(f"在 {len(draw.entrants)} 家中公开抽签（{draw.draw}）列第 {draw.order.index(offer.bidder) + 1}")
    return "，".join(parts)
