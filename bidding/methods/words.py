"""Words that every method shares: what is wrong with a price, and what set equals in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bidding.methods.decision import Draw
from kernel.money import in_yuan

SAYS_NOTHING = {"amount": "标书未写明报价金额", "discount": "标书未写明下浮率"}
NOT_POSITIVE = "报价应当大于 0"
_WORD = {"amount": "报价", "discount": "下浮率"}


def shown(mode: str, value: int) -> str:
    """A price, or a rate, as pages write it."""
    return f"{in_yuan(value)} 元" if mode == "amount" else f"{value // 100}.{value % 100:02d}%"


def below(mode: str, value: int, bound: int) -> str:
    """Below the floor."""
    return f"{_WORD[mode]} {shown(mode, value)}，低于下限 {shown(mode, bound)}"


def above(mode: str, value: int, bound: int) -> str:
    """Above the ceiling."""
    return f"{_WORD[mode]} {shown(mode, value)}，高于上限 {shown(mode, bound)}"


class Equal(Protocol):
    """What is said of one of several equals."""

    @property
    def bidder(self) -> str:
        """Its organisation."""

    @property
    def score_centi(self) -> int | None:
        """Its credit score on the opening day; None if there is no record."""


def tie(equals: Sequence[Equal], offer: Equal, *, by_score: bool, drawn: Sequence[Draw]) -> str:
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
        parts.append(f"在并列第 {draw.level_at} 名的 {len(draw.entrants)} 家中公开抽签列第 {draw.order.index(offer.bidder) + 1}")
    return "，".join(parts)
