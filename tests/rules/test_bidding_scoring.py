"""The rules of quality and price: weights and pool before publication, sheets and locks in the scoring; each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bidding.rules.award import plan_opens_as_sealed
from bidding.rules.facts import NoticeFacts, ScoringFacts
from bidding.rules.opening import TO_OPEN_BIDS, TO_OPEN_PLANS, OpeningFacts, prices_are_opened_after_the_scores
from bidding.rules.scoring import (
    TO_CLOSE_THE_SCORES,
    TO_LOCK,
    TO_SCORE,
    TO_STAND_ASIDE,
    AsideFacts,
    ScoresFacts,
    SheetFacts,
    enough_experts_have_locked,
    expert_says_why_to_stand_aside,
    sheet_is_complete,
)
from bidding.rules.weights import TO_SCORE_PLANS
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY
from tests.rules.test_bidding_award import VALID
from tests.rules.test_bidding_publication import GOOD as NOTICE

DAY = date(2026, 6, 3)
MICROSECOND = timedelta(microseconds=1)
SCORING = ScoringFacts((("技术路线", 40), ("进度安排", 30)), 30, 3, "水土保持", 3, 10, 60, 3)
GOOD = SheetFacts(True, False, False, WEDNESDAY - MICROSECOND, WEDNESDAY)
WEIGHTS = {
    "weights_make_a_hundred": ({"criteria": (("技术路线", 40), ("进度安排", 31))}, "评审因素 71 分，价格 30 分，合计 101 分"),
    "price_weighs_within_its_bounds": (
        {"price_points": 61, "criteria": (("技术路线", 39),)},
        "价格权重 61 分，应在 10 到 60 分之间",
    ),
    "experts_are_odd_and_enough": ({"experts": 4, "listed": 4}, "评审专家 4 位，应为不少于 3 位的单数"),
    "pool_fills_the_seats": ({"listed": 2}, "专家库“水土保持”现有 2 位，公告要抽 3 位"),
}
SHEETS = {
    "expert_sits_while_it_is_scored": ({"has_left": True}, "席位已由他人递补"),
    "locked_sheet_stays": ({"is_locked": True}, "已经锁定"),
    "scores_come_in_time": ({"now": WEDNESDAY}, "评分期限"),
    "scores_lie_within_their_points": ({"faults": ("技术路线：应在 0 到 40 分之间",)}, "应在 0 到 40 分之间"),
    "sheet_is_complete": ({"unscored": 2}, "还有 2 项没有评分"),
}


def notice(**change: object) -> NoticeFacts:
    return replace(NOTICE, scoring=replace(SCORING, **change))  # type: ignore[arg-type]


def test_weights_within_every_bound_are_kept_and_other_methods_have_none() -> None:
    assert broken(TO_SCORE_PLANS, notice(), on=DAY) == ()
    assert broken(TO_SCORE_PLANS, replace(NOTICE, scoring=None), on=DAY) == ()
    for price, criteria in ((10, 90), (60, 40)):
        assert broken(TO_SCORE_PLANS, notice(price_points=price, criteria=(("质量", criteria),)), on=DAY) == ()


def test_each_rule_of_the_weights_is_broken_here() -> None:
    assert {rule.name.split(".")[1] for rule in TO_SCORE_PLANS} == set(WEIGHTS)


@pytest.mark.parametrize("name", WEIGHTS)
def test_what_breaks_a_rule_of_the_weights_breaks_that_one_and_says_so(name: str) -> None:
    change, says = WEIGHTS[name]
    (found,) = broken(TO_SCORE_PLANS, notice(**change), on=DAY)
    assert (found.rule.name, found.because) == (f"bidding.{name}", says)


@pytest.mark.parametrize(
    ("criteria", "says"),
    [((), "至少写一项评审因素"), ((("质量", 35), ("质量", 35)), "评审因素重名"), ((("质量", 70), ("空", 0)), "合计")],
)
def test_criteria_are_there_differ_and_weigh_something(criteria: tuple[tuple[str, int], ...], says: str) -> None:
    (found,) = broken(TO_SCORE_PLANS, notice(criteria=criteria), on=DAY)
    assert says in found.because


def test_a_price_below_the_least_weight_and_too_few_experts_are_refused() -> None:
    (price,) = broken(TO_SCORE_PLANS, notice(price_points=9, criteria=(("质量", 91),)), on=DAY)
    (experts,) = broken(TO_SCORE_PLANS, notice(experts=1), on=DAY)
    (specialty,) = broken(TO_SCORE_PLANS, notice(specialty=""), on=DAY)
    names = [found.rule.name for found in (price, experts, specialty)]
    assert names == [
        "bidding.price_weighs_within_its_bounds",
        "bidding.experts_are_odd_and_enough",
        "bidding.pool_fills_the_seats",
    ]


def test_a_sheet_in_time_is_taken_and_locked() -> None:
    assert broken(TO_LOCK, GOOD, on=DAY) == ()


def test_each_rule_of_the_sheets_is_broken_here() -> None:
    assert {rule.name.split(".")[1] for rule in TO_LOCK} == set(SHEETS)
    assert set(TO_SCORE) == set(TO_LOCK) - {sheet_is_complete}


@pytest.mark.parametrize("name", SHEETS)
def test_what_breaks_a_rule_of_the_sheets_breaks_that_one_and_says_so(name: str) -> None:
    change, says = SHEETS[name]
    (found,) = broken(TO_LOCK, replace(GOOD, **change), on=DAY)  # type: ignore[arg-type]
    assert found.rule.name == f"bidding.{name}"
    assert says in found.because


def test_nobody_scores_once_the_scores_are_closed() -> None:
    (found,) = broken(TO_SCORE, replace(GOOD, is_scoring=False), on=DAY)
    assert found.because == "评分已结束"


def test_standing_aside_takes_a_reason() -> None:
    facts = AsideFacts(**vars(GOOD), reason="与报名单位有亲属关系")
    assert broken(TO_STAND_ASIDE, facts, on=DAY) == ()
    (found,) = broken(TO_STAND_ASIDE, replace(facts, reason=" "), on=DAY)
    assert (found.rule, found.because) == (expert_says_why_to_stand_aside, "没有写明回避理由")


def test_scores_close_when_the_method_says_so() -> None:
    assert broken(TO_CLOSE_THE_SCORES, ScoresFacts(True, 3, 3, 2), on=DAY) == ()
    (found,) = broken(TO_CLOSE_THE_SCORES, ScoresFacts(False, 2, 3, 2), on=DAY)
    assert (found.rule, found.because) == (enough_experts_have_locked, "3 个席位中 2 位已锁定评分，最少 2 位")


def test_prices_are_opened_after_the_scores_and_plans_before_them() -> None:
    closed = OpeningFacts(is_closed=True, held=1, threshold=1)
    assert broken(TO_OPEN_BIDS, closed, on=DAY) == ()
    (found,) = broken(TO_OPEN_BIDS, replace(closed, scores_are_open=True), on=DAY)
    assert found.rule is prices_are_opened_after_the_scores
    assert broken(TO_OPEN_PLANS, replace(closed, scores_are_open=True), on=DAY) == ()


def test_a_bid_counts_with_a_plan_that_opens() -> None:
    assert broken((plan_opens_as_sealed,), VALID, on=DAY) == ()
    (found,) = broken((plan_opens_as_sealed,), replace(VALID, plan_fault="信封的密文无法解开"), on=DAY)
    assert found.because == "方案无效：信封的密文无法解开"
