"""The reasons of quality and price in words. The words follow from the numbers, and may round; the order never does."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bidding.methods.quality_and_price.case import Case
from kernel.money import in_yuan


def shown(centi: Fraction) -> str:
    """Hundredths of a point as points with two decimals, halves up (for reading only).

    | hundredths | shown |
    |---|---|
    | 3000 | 30.00 |
    | 7000/3 | 23.33 |
    | 1/2 | 0.01 |
    """
    whole = (2 * centi.numerator + centi.denominator) // (2 * centi.denominator)
    return f"{whole // 100}.{whole % 100:02d}"


def reason(
    case: Case, *, averages: Mapping[str, Fraction], price: Fraction, lowest_fen: int, own_fen: int, behind: Fraction | None
) -> str:
    """Why a plan has its place: each criterion, the price score, the sum, and how far behind the first (None: first)."""
    parts = [f"{c.name} {shown(averages[c.key])}/{c.points}" for c in case.criteria]
    parts.append(f"价格 {shown(price)}/{case.price_points}（{in_yuan(lowest_fen)} ÷ {in_yuan(own_fen)} × {case.price_points}）")
    total = sum(averages.values(), price)
    said = f"综合得分 {shown(total)} 分：{'，'.join(parts)}"
    if behind is None:
        return f"{said}；综合得分最高"
    if not behind:
        return f"{said}；与最高分相同"
    return f"{said}；比第一名低 {shown(behind)} 分" if behind >= Fraction(1, 2) else f"{said}；比第一名低不足 0.01 分"


def tie(equals: int, *, place: int | None, among: int, level_at: int, score_centi: int | None) -> str:
    """How equals came into their order. `score_centi` None: scores had no say; `place` None: no draw was needed."""
    said = f"{equals} 家得分相同"
    if score_centi is None:
        said += "，其中有机构暂无信用记录，不比信用分"
    else:
        said += f"，按开启日信用分排列，本机构 {score_centi // 100}.{score_centi % 100:02d} 分"
    return said if place is None else f"{said}，在并列第 {level_at} 名的 {among} 家中公开抽签列第 {place}"


def reasons_on(case: Case, bidder: str, criterion: str) -> tuple[str, ...]:
    """What the experts wrote about a plan on a criterion, in the order of the experts; empty ones left out."""
    return tuple(
        score.reason
        for expert in case.experts
        for score in case.scores
        if (score.expert, score.bidder, score.criterion) == (expert, bidder, criterion) and score.reason
    )
