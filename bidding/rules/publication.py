"""What a need must keep before it is public."""

from __future__ import annotations

from datetime import date

from bidding.rules.facts import NoticeFacts
from bidding.rules.saying import moment, yuan
from bidding.rules.weights import TO_SCORE_PLANS
from bidding.rules.words import payer_words, unfair_words
from kernel.rulebook import Kind, Rule, rule

PLAN = date(2018, 7, 19)  # the Henan plan of 2018
FAIR_COMPETITION = date(2024, 8, 1)  # 公平竞争审查条例 in force; the plan's §22 says the same since 2018
NARROW = 1  # conditions that no more than so many agencies meet are narrow


def _price_said(need: NoticeFacts) -> str:
    if need.price_must_be_stated:
        return "这种选取方式不报价，按公告写明的固定价，请选固定价并填写金额"
    return "固定价只用于随机抽取、信用择优和直接选取"


@rule("本站规则：一次发布，其后只出新版本", law="N7", since=PLAN, kind=Kind.DEFAULT)
def need_is_still_a_draft(need: NoticeFacts) -> bool:
    """A need is published once; later changes are new versions of its notice."""
    return need.is_draft


@rule(
    "需求公告通用内容（各地中介超市做法）",
    law="N6",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda need: "还缺：" + "、".join(need.missing),
)
def notice_says_all_it_must(need: NoticeFacts) -> bool:
    """A notice says what is wanted, where, within which time, at which price, by when to bid and whom to ask."""
    return not need.missing


@rule("河南省 2018 年“一网通办”实施方案第 23 项", law="N2", since=PLAN, explain=lambda need: "部门委托的需求不能直接选取")
def department_buys_by_competition(need: NoticeFacts) -> bool:
    """A department chooses its service agency by a competitive method, never by direct choice."""
    return not need.by_department or need.is_competitive


@rule("本站规则：只用已开通的选取方式", law="N6", since=PLAN, kind=Kind.DEFAULT)
def method_is_offered_here(need: NoticeFacts) -> bool:
    """A need names a selection method that this marketplace decides today; a method that is not yet offered here would leave it hanging."""
    return need.method_is_decided_here


@rule("本站规则：不报价的选取方式由公告写明价格", law="N6", since=PLAN, kind=Kind.DEFAULT, explain=_price_said)
def price_is_stated_where_none_is_bid(need: NoticeFacts) -> bool:
    """Where nobody bids a price, by draw, by credit shortlist or by direct choice, the notice states it; by every other method it is bid."""
    return need.price_is_stated == need.price_must_be_stated and (not need.price_must_be_stated or need.ceiling_fen is not None)


@rule(
    "本站规则：多轮竞价",
    law="N6",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda need: "多轮竞价报金额，不报下浮率" if need.is_discount else "多轮竞价从最高限价往下报，请填写最高限价",
)
def rounds_fall_from_a_ceiling(need: NoticeFacts) -> bool:
    """Live rounds are bid in yuan and fall from a ceiling that the notice states."""
    return not need.is_by_rounds or (need.ceiling_fen is not None and not need.is_discount)


@rule(
    "河南省 2018 年“一网通办”实施方案第 21 项",
    law="L2",
    since=PLAN,
    explain=lambda need: (
        f"事项 {need.item_code} 不在今天有效的清单内"
        if need.item_code
        else "填写了审批办件编号，但没有选择清单事项；自愿采购请清空办件编号"
    ),
)
def item_of_an_approval_is_on_the_list(need: NoticeFacts) -> bool:
    """A need tied to an approval names a service that is on the retained list of the day; anything else is a voluntary purchase."""
    if need.item_code:
        return need.item_is_on_the_list
    return not need.approval_serial


@rule(
    "河南省 2018 年“一网通办”实施方案第 21 项",
    law="L1",
    since=PLAN,
    explain=lambda need: f"事项 {need.item_code} 的四项要素待补充，尚未生效",
)
def item_publishes_its_four_particulars(need: NoticeFacts) -> bool:
    """A retained service is bought only once its time limit, workflow, application conditions and fee standard are published."""
    return not (need.item_code and need.item_is_on_the_list) or need.item_says_all_four


@rule(
    "《优化营商环境条例》第 43 条",
    law="P2",
    since=date(2020, 1, 1),
    explain=lambda need: (
        "公告写了由申请人付费：" + "、".join(f"“{w}”" for w in payer_words((*need.descriptions, *need.conditions)))
        if payer_words((*need.descriptions, *need.conditions))
        else "部门委托的费用由部门的财政资金支付，资金来源须选财政资金"
    ),
)
def applicant_never_pays_for_a_department(need: NoticeFacts) -> bool:
    """The cost of a department's commission is paid by the department and never passed on to the applicant."""
    return not need.by_department or (need.is_fiscal and not payer_words((*need.descriptions, *need.conditions)))


@rule(
    "《公平竞争审查条例》第 9 条；河南省 2018 年“一网通办”实施方案第 22 项",
    law="N3",
    since=PLAN,
    explain=lambda need: (
        "请删去：" + "、".join(f"“{word}”" for word in unfair_words(conditions=need.conditions, descriptions=need.descriptions))
    ),
)
def conditions_are_open_to_all(need: NoticeFacts) -> bool:
    """No condition on region, ownership, local branch, local record, registered capital or deposit."""
    return not unfair_words(conditions=need.conditions, descriptions=need.descriptions)


@rule(
    "河南省 2018 年“一网通办”实施方案第 13、23 项",
    law="P3",
    since=PLAN,
    explain=lambda need: "部门委托的需求要写明预算项目编码",
)
def department_names_its_budget_line(need: NoticeFacts) -> bool:
    """A department's need names the budget line that covers it."""
    return not need.by_department or bool(need.budget_line)


def _line_said(need: NoticeFacts) -> str:
    if need.budget is None or not need.budget.years:
        return f"本单位没有申报预算项目 {need.budget_line}，先在“预算项目”里申报"
    return f"{need.budget_line} 是 {'、'.join(map(str, need.budget.years))} 年的预算项目，发布在 {need.budget.year} 年"


@rule("《预算法》第 13、18 条；河南省 2018 年“一网通办”实施方案第 13、23 项", law="P3", since=PLAN, explain=_line_said)
def budget_line_is_the_departments_own_of_the_year(need: NoticeFacts) -> bool:
    """The budget line that a department's need names is one that this department declared for the year of the publication."""
    return not need.by_department or not need.budget_line or (need.budget is not None and need.budget.year in need.budget.years)


@rule(
    "《预算法》第 13 条；河南省 2018 年“一网通办”实施方案第 13、23 项",
    law="P3",
    since=PLAN,
    explain=lambda need: (
        "没有最高限价，无从预留预算"
        if need.ceiling_fen is None
        else f"最高限价 {yuan(need.ceiling_fen)}，预算项目可用 {yuan(need.budget.free_fen if need.budget else 0)}"
    ),
)
def budget_line_covers_the_ceiling(need: NoticeFacts) -> bool:
    """A department's need has a ceiling, and its budget line has so much left to reserve."""
    if not need.by_department or not need.budget_line:
        return True
    if need.ceiling_fen is None:
        return False
    return need.budget is None or need.budget.year not in need.budget.years or need.ceiling_fen <= need.budget.free_fen


@rule(
    "参照《广东省优化营商环境条例》第 43 条",
    law="N4",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda need: f"限价 {yuan(need.ceiling_fen or 0)}，已达到限额 {yuan(need.limit_fen)}，应走政府采购招标",
)
def fiscal_purchase_stays_below_the_limit(need: NoticeFacts) -> bool:
    """A purchase with fiscal money at or above the procurement limit goes to tender, not to this marketplace."""
    return not need.is_fiscal or need.ceiling_fen is None or need.ceiling_fen < need.limit_fen


@rule(
    "参照隆昌市中介超市办法；需求公告通用内容",
    law="N5",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda need: "报下浮率需要以最高限价为基数" if need.is_discount else "没有最高限价，也没有写明为什么不作估算",
)
def price_has_a_ceiling_or_its_reason(need: NoticeFacts) -> bool:
    """A notice gives a ceiling price, or says why the amount can't be estimated; a discount rate always has a ceiling to be taken from."""
    return need.ceiling_fen is not None or (bool(need.no_estimate_note) and not need.is_discount)


def _bounds_said(need: NoticeFacts) -> str:
    if need.is_discount and need.floor_rate_bp is not None and need.ceiling_rate_bp is not None:
        return f"最低下浮率 {need.floor_rate_bp / 100:.2f}%，最高下浮率 {need.ceiling_rate_bp / 100:.2f}%"
    floor = "未填" if need.floor_fen is None else yuan(need.floor_fen)
    ceiling = "未填" if need.ceiling_fen is None else yuan(need.ceiling_fen)
    return f"最低限价 {floor}，最高限价 {ceiling}"


@rule("需求公告通用内容（各地中介超市做法）", law="N6", since=PLAN, kind=Kind.PRACTICE, explain=_bounds_said)
def price_bounds_are_in_order(need: NoticeFacts) -> bool:
    """Price bounds are above zero and the floor is not above the ceiling, in yuan as in rates."""
    fen = [f for f in (need.floor_fen, need.ceiling_fen) if f is not None]
    rates = [r for r in (need.floor_rate_bp, need.ceiling_rate_bp) if r is not None] if need.is_discount else []
    return all(f > 0 for f in fen) and fen == sorted(fen) and all(0 <= r < 10_000 for r in rates) and rates == sorted(rates)


@rule(
    "全省条款表：公告期",
    law="N7",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda need: f"至少留出 {need.notice_days} 个工作日，最早 {moment(need.earliest_close)}",
)
def notice_is_long_enough(need: NoticeFacts) -> bool:
    """A notice is public for at least the region's number of working days before the deadline."""
    return need.closes_at is None or need.closes_at >= need.earliest_close


@rule(
    "本站规则：截止须有人在岗",
    law="N7",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda need: f"{moment(need.closes_at)} 不是工作日" if need.closes_at else "",
)
def deadline_falls_on_a_working_day(need: NoticeFacts) -> bool:
    """The deadline falls on a working day."""
    return need.closes_at is None or need.closes_on_working_day


@rule(
    "河南省 2018 年“一网通办”实施方案第 22 项",
    law="N1",
    since=PLAN,
    explain=lambda need: f"今天符合这些条件的机构有 {need.able} 家。放宽条件或延长报名时间，或确认后仍然发布",
)
def narrow_conditions_are_owned_up_to(need: NoticeFacts) -> bool:
    """Conditions that no more than one agency can meet are flagged before publication; the buyer says that they are necessary, and the record keeps it."""
    return need.able is None or need.able > NARROW or need.knows_it_is_narrow


@rule(
    "《招标投标法实施条例》第三十七条；本站默认：直接选取没有报名，不设联合体",
    law="B8",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda need: "直接选取只选定一家机构，不接受联合体",
)
def joint_ventures_join_where_bids_come(need: NoticeFacts) -> bool:
    """A notice says whether it admits joint ventures; by direct choice, where one agency is named and nobody bids, it admits none."""
    return need.is_competitive or not need.admits_ventures


TO_PUBLISH_A_NEED: tuple[Rule, ...] = (
    need_is_still_a_draft,
    notice_says_all_it_must,
    department_buys_by_competition,
    method_is_offered_here,
    price_is_stated_where_none_is_bid,
    rounds_fall_from_a_ceiling,
    item_of_an_approval_is_on_the_list,
    item_publishes_its_four_particulars,
    applicant_never_pays_for_a_department,
    conditions_are_open_to_all,
    department_names_its_budget_line,
    budget_line_is_the_departments_own_of_the_year,
    budget_line_covers_the_ceiling,
    fiscal_purchase_stays_below_the_limit,
    price_has_a_ceiling_or_its_reason,
    price_bounds_are_in_order,
    notice_is_long_enough,
    deadline_falls_on_a_working_day,
    narrow_conditions_are_owned_up_to,
    joint_ventures_join_where_bids_come,
    *TO_SCORE_PLANS,
)
