"""The rules of publishing a need, each kept and broken."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bidding.rules.drafting import item_method_and_region_stay_once_public
from bidding.rules.facts import BudgetFacts, NoticeFacts
from bidding.rules.publication import (
    TO_PUBLISH_A_NEED,
    applicant_never_pays_for_a_department,
    budget_line_covers_the_ceiling,
    budget_line_is_the_departments_own_of_the_year,
    conditions_are_open_to_all,
    deadline_falls_on_a_working_day,
    department_buys_by_competition,
    department_names_its_budget_line,
    fiscal_purchase_stays_below_the_limit,
    item_of_an_approval_is_on_the_list,
    item_publishes_its_four_particulars,
    joint_ventures_join_where_bids_come,
    method_is_offered_here,
    narrow_conditions_are_owned_up_to,
    need_is_still_a_draft,
    notice_is_long_enough,
    notice_says_all_it_must,
    price_bounds_are_in_order,
    price_has_a_ceiling_or_its_reason,
    price_is_stated_where_none_is_bid,
    rounds_fall_from_a_ceiling,
)
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY

DAY = date(2026, 6, 3)
GOOD = NoticeFacts(
    is_draft=True,
    missing=(),
    by_department=False,
    is_competitive=True,
    is_fiscal=False,
    budget_line="",
    item_code="B02",
    item_is_on_the_list=True,
    item_says_all_four=True,
    approval_serial="",
    ceiling_fen=10_000_000,
    floor_fen=5_000_000,
    is_discount=False,
    floor_rate_bp=None,
    ceiling_rate_bp=None,
    no_estimate_note="",
    limit_fen=100_000_000,
    now=WEDNESDAY,
    closes_at=WEDNESDAY + timedelta(days=5),
    closes_on_working_day=True,
    earliest_close=WEDNESDAY + timedelta(days=5),
    notice_days=3,
    descriptions=("老旧小区加装电梯施工图审查",),
    conditions=(),
    able=5,
)
OF_A_DEPARTMENT = replace(
    GOOD, by_department=True, is_fiscal=True, budget_line="2026-7", budget=BudgetFacts((2026,), 2026, 10_000_000)
)
AN_INSTANT = timedelta(microseconds=1)


def because(rule, facts: NoticeFacts) -> str:
    """Why the rule is broken; empty when it is kept."""
    found = broken((rule,), facts, on=DAY)
    return found[0].because or "broken" if found else ""


@pytest.mark.parametrize("facts", [GOOD, OF_A_DEPARTMENT])
def test_a_good_need_breaks_nothing(facts: NoticeFacts) -> None:
    assert broken(TO_PUBLISH_A_NEED, facts, on=DAY) == ()


def test_a_need_is_published_once() -> None:
    assert not because(need_is_still_a_draft, GOOD)
    assert because(need_is_still_a_draft, replace(GOOD, is_draft=False))


def test_a_notice_says_all_it_must() -> None:
    assert because(notice_says_all_it_must, replace(GOOD, missing=("服务时限", "联系人"))) == "还缺：服务时限、联系人"


def test_a_department_buys_by_competition_and_a_firm_may_choose() -> None:
    assert not because(department_buys_by_competition, replace(GOOD, is_competitive=False))
    assert because(department_buys_by_competition, replace(OF_A_DEPARTMENT, is_competitive=False))


def test_a_need_names_a_method_that_is_decided_here() -> None:
    assert not because(method_is_offered_here, GOOD)
    assert because(method_is_offered_here, replace(GOOD, method_is_decided_here=False))


def test_a_draw_is_held_at_the_price_of_the_notice_and_only_a_draw() -> None:
    drawn = replace(GOOD, price_must_be_stated=True, price_is_stated=True)
    assert not because(price_is_stated_where_none_is_bid, GOOD)
    assert not because(price_is_stated_where_none_is_bid, drawn)
    assert because(price_is_stated_where_none_is_bid, replace(drawn, ceiling_fen=None))
    assert because(price_is_stated_where_none_is_bid, replace(drawn, price_is_stated=False))
    assert (
        because(price_is_stated_where_none_is_bid, replace(GOOD, price_is_stated=True))
        == "固定价只用于随机抽取、信用择优和直接选取"
    )


def test_live_rounds_fall_in_yuan_from_a_ceiling() -> None:
    live = replace(GOOD, is_by_rounds=True)
    assert not because(rounds_fall_from_a_ceiling, live)
    assert not because(rounds_fall_from_a_ceiling, replace(GOOD, ceiling_fen=None))
    assert "请填写最高限价" in because(rounds_fall_from_a_ceiling, replace(live, ceiling_fen=None))
    assert "不报下浮率" in because(rounds_fall_from_a_ceiling, replace(live, is_discount=True))


def test_an_item_is_on_the_list_of_the_day() -> None:
    assert (
        because(item_of_an_approval_is_on_the_list, replace(GOOD, item_is_on_the_list=False)) == "事项 B02 不在今天有效的清单内"
    )


def test_a_voluntary_purchase_names_no_approval() -> None:
    voluntary = replace(GOOD, item_code="", item_is_on_the_list=False, item_says_all_four=False)
    assert not because(item_of_an_approval_is_on_the_list, voluntary)
    assert "自愿采购" in because(item_of_an_approval_is_on_the_list, replace(voluntary, approval_serial="410300-2026-1"))


def test_an_item_without_its_four_particulars_is_not_bought() -> None:
    assert not because(item_publishes_its_four_particulars, GOOD)
    assert because(item_publishes_its_four_particulars, replace(GOOD, item_says_all_four=False))


@pytest.mark.parametrize("text", ["评审费用由申请人承担", "由建设单位支付评审费", "专家费用由项目单位另付"])
def test_the_applicant_never_pays_for_a_department(text: str) -> None:
    said = because(applicant_never_pays_for_a_department, replace(OF_A_DEPARTMENT, descriptions=(text,)))
    assert said.startswith("公告写了由申请人付费")
    assert not because(applicant_never_pays_for_a_department, replace(GOOD, descriptions=(text,)))


def test_a_department_pays_with_fiscal_money() -> None:
    assert "财政资金" in because(applicant_never_pays_for_a_department, replace(OF_A_DEPARTMENT, is_fiscal=False))
    assert not because(applicant_never_pays_for_a_department, replace(OF_A_DEPARTMENT, descriptions=("费用由财政支付",)))


@pytest.mark.parametrize(
    ("condition", "word"),
    [
        ("须在本市注册", "本市注册"),
        ("仅限本地企业", "本地企业"),
        ("在项目所在地设有分支机构", "项目所在地设有分支机构"),
        ("具有省内同类业绩三项", "省内同类业绩"),
        ("限国有企业", "国有企业"),
        ("央企优先", "央企"),
        ("注册资本不少于 500 万元", "注册资本"),
        ("缴纳投标保证金 2 万元", "投标保证金"),
        ("须为协会会员单位", "协会会员"),
        ("净资产不低于 1000 万", "净资产不低于"),
    ],
)
def test_a_condition_that_shuts_out_is_refused_by_its_word(condition: str, word: str) -> None:
    assert f"“{word}”" in because(conditions_are_open_to_all, replace(GOOD, conditions=(condition,)))


@pytest.mark.parametrize(
    "text",
    [
        "项目位于郑东新区龙子湖地区，占用国有建设用地 1.2 公顷",
        "为国有企业改制资产作评估",
        "对开发区内企业的废水排放进行监测",
        "踏勘产业集聚区，范围含市内五个区",
        "负责本市机构改革后的档案整理",
    ],
)
def test_a_description_may_name_places_and_owners(text: str) -> None:
    assert not because(conditions_are_open_to_all, replace(GOOD, descriptions=(text,)))


def test_a_limit_to_the_local_hidden_in_the_description_is_found() -> None:
    assert "“本地注册”" in because(conditions_are_open_to_all, replace(GOOD, descriptions=("编制报告书，限本地注册的机构",)))


def test_a_condition_hidden_in_the_description_is_found() -> None:
    said = because(conditions_are_open_to_all, replace(GOOD, descriptions=("编制报告，投标人须为本地企业。",)))
    assert said == "请删去：“本地企业”"


@pytest.mark.parametrize(
    "condition", ["须具备环境影响评价工程师 2 人", "甲级测绘资质证书", "能在合同签订后 3 日内到项目地区踏勘"]
)
def test_a_condition_of_skill_is_open_to_all(condition: str) -> None:
    assert not because(conditions_are_open_to_all, replace(GOOD, conditions=(condition,)))


def test_a_department_names_its_budget_line() -> None:
    assert not because(department_names_its_budget_line, GOOD)
    assert because(department_names_its_budget_line, replace(OF_A_DEPARTMENT, budget_line=""))


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((), "本单位没有申报预算项目 2026-7，先在“预算项目”里申报"),
        ((2025, 2027), "2026-7 是 2025、2027 年的预算项目，发布在 2026 年"),
    ],
)
def test_the_budget_line_is_the_departments_own_and_of_the_year(years: tuple[int, ...], said: str) -> None:
    rule = budget_line_is_the_departments_own_of_the_year
    assert not because(rule, GOOD)
    assert not because(rule, OF_A_DEPARTMENT)
    assert because(rule, replace(OF_A_DEPARTMENT, budget=BudgetFacts(years, 2026, 0))) == said
    assert because(rule, replace(OF_A_DEPARTMENT, budget=None))


def test_the_budget_line_covers_the_ceiling_to_the_fen() -> None:
    rule = budget_line_covers_the_ceiling
    assert not because(rule, GOOD)
    assert not because(rule, OF_A_DEPARTMENT)
    assert because(rule, replace(OF_A_DEPARTMENT, ceiling_fen=10_000_001)) == "最高限价 100,000.01 元，预算项目可用 100,000.00 元"
    assert because(rule, replace(OF_A_DEPARTMENT, ceiling_fen=None)) == "没有最高限价，无从预留预算"
    assert not because(rule, replace(OF_A_DEPARTMENT, budget=BudgetFacts((2025,), 2026, 0)))  # the rule of the year says it


def test_a_fiscal_purchase_at_the_limit_goes_to_tender() -> None:
    below, at = (replace(OF_A_DEPARTMENT, ceiling_fen=fen) for fen in (99_999_999, 100_000_000))
    assert not because(fiscal_purchase_stays_below_the_limit, below)
    assert because(fiscal_purchase_stays_below_the_limit, at) == (
        "限价 1,000,000.00 元，已达到限额 1,000,000.00 元，应走政府采购招标"
    )
    assert not because(fiscal_purchase_stays_below_the_limit, replace(GOOD, ceiling_fen=100_000_000))


def test_not_estimated_needs_its_note_and_a_rate_needs_a_ceiling() -> None:
    none = replace(GOOD, ceiling_fen=None, floor_fen=None)
    assert because(price_has_a_ceiling_or_its_reason, none)
    assert not because(price_has_a_ceiling_or_its_reason, replace(none, no_estimate_note="按实际钻孔米数结算"))
    assert because(price_has_a_ceiling_or_its_reason, replace(none, no_estimate_note="按实际", is_discount=True))


@pytest.mark.parametrize(
    ("floor", "ceiling", "kept"), [(5, 5, True), (None, 5, True), (6, 5, False), (0, 5, False), (None, 0, False), (-1, 5, False)]
)
def test_price_bounds_are_in_order(floor: int | None, ceiling: int, kept: bool) -> None:
    assert bool(because(price_bounds_are_in_order, replace(GOOD, floor_fen=floor, ceiling_fen=ceiling))) is not kept


@pytest.mark.parametrize(("floor", "ceiling", "kept"), [(0, 9999, True), (500, 500, True), (501, 500, False), (0, 10_000, False)])
def test_rate_bounds_are_in_order(floor: int, ceiling: int, kept: bool) -> None:
    facts = replace(GOOD, is_discount=True, floor_rate_bp=floor, ceiling_rate_bp=ceiling)
    assert bool(because(price_bounds_are_in_order, facts)) is not kept


def test_a_notice_runs_its_working_days_to_the_very_moment() -> None:
    assert not because(notice_is_long_enough, GOOD)
    early = replace(GOOD, closes_at=GOOD.earliest_close - AN_INSTANT)
    assert because(notice_is_long_enough, early) == "至少留出 3 个工作日，最早 2026 年 6 月 8 日（周一）10:00"


def test_the_deadline_falls_on_a_working_day() -> None:
    saturday = replace(GOOD, closes_at=datetime(2026, 6, 13, 17, tzinfo=WEDNESDAY.tzinfo), closes_on_working_day=False)
    assert because(deadline_falls_on_a_working_day, saturday) == "2026 年 6 月 13 日（周六）17:00 不是工作日"
    assert not because(deadline_falls_on_a_working_day, GOOD)


@pytest.mark.parametrize(("able", "knows", "kept"), [(2, False, True), (1, False, False), (0, False, False), (1, True, True)])
def test_narrow_conditions_are_owned_up_to(able: int, knows: bool, kept: bool) -> None:
    assert bool(because(narrow_conditions_are_owned_up_to, replace(GOOD, able=able, knows_it_is_narrow=knows))) is not kept


def test_a_direct_choice_admits_no_joint_venture() -> None:
    assert not because(joint_ventures_join_where_bids_come, replace(GOOD, admits_ventures=True))
    assert not because(joint_ventures_join_where_bids_come, replace(GOOD, is_competitive=False))
    assert because(joint_ventures_join_where_bids_come, replace(GOOD, admits_ventures=True, is_competitive=False))


def test_item_method_and_region_stay_once_public() -> None:
    moved = replace(GOOD, moves_what_stays=True)
    assert not because(item_method_and_region_stay_once_public, moved)
    assert because(item_method_and_region_stay_once_public, replace(moved, is_draft=False))
