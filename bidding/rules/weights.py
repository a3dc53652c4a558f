"""What a notice by quality and price must say: criteria, weights, and experts who can be drawn."""

from __future__ import annotations

from bidding.rules.facts import NoticeFacts, ScoringFacts
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

ALL_POINTS = 100


def _weights_said(need: NoticeFacts) -> str:
    said = need.scoring
    if said is None or not said.criteria:
        return "至少写一项评审因素"
    if len({name for name, _ in said.criteria}) < len(said.criteria):
        return "评审因素重名"
    total = sum(points for _, points in said.criteria)
    return f"评审因素 {total} 分，价格 {said.price_points or 0} 分，合计 {total + (said.price_points or 0)} 分"


def _weigh(said: ScoringFacts) -> bool:
    names, points = {name for name, _ in said.criteria}, [points for _, points in said.criteria]
    whole = len(names) == len(points) > 0 and min(points) >= 1
    return whole and sum(points) + (said.price_points or 0) == ALL_POINTS


@rule(
    "参照财政部令第 87 号第 55 条；本站规则：各项分值合计一百分",
    law="N6",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=_weights_said,
)
def weights_make_a_hundred(need: NoticeFacts) -> bool:
    """A notice by quality and price publishes its criteria and weights; with the price they make a hundred points."""
    return need.scoring is None or _weigh(need.scoring)


@rule(
    "参照财政部令第 87 号第 55 条；全省条款表：价格权重",
    law="N6",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda need: (
        f"价格权重 {need.scoring.price_points or 0} 分，应在 {need.scoring.price_points_least} 到 "
        f"{need.scoring.price_points_most} 分之间"
    ),
)
def price_weighs_within_its_bounds(need: NoticeFacts) -> bool:
    """The weight of the price lies within the bounds of the region's table."""
    said = need.scoring
    return said is None or said.price_points_least <= (said.price_points or 0) <= said.price_points_most


@rule(
    "参照招标投标法第 37 条；全省条款表：评审专家人数",
    law="B2",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda need: f"评审专家 {need.scoring.experts or 0} 位，应为不少于 {need.scoring.experts_least} 位的单数",
)
def experts_are_odd_and_enough(need: NoticeFacts) -> bool:
    """The experts who score are an odd number, at least as many as the region's table asks for."""
    said = need.scoring
    return said is None or ((said.experts or 0) % 2 == 1 and (said.experts or 0) >= said.experts_least)


@rule(
    "参照招标投标法第 37 条（专家从专家库随机抽取）",
    law="B2",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda need: (
        f"专家库“{need.scoring.specialty or '未选专业'}”现有 {need.scoring.listed} 位，公告要抽 {need.scoring.experts or 0} 位"
    ),
)
def pool_fills_the_seats(need: NoticeFacts) -> bool:
    """Experts are drawn from a pool that has at least as many of the notice's specialty as there are seats."""
    said = need.scoring
    return said is None or (bool(said.specialty) and said.listed >= (said.experts or 0))


TO_SCORE_PLANS = (weights_make_a_hundred, price_weighs_within_its_bounds, experts_are_odd_and_enough, pool_fills_the_seats)
