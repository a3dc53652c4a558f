"""Which bids count, who is offered the award, and what holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment
from bidding.rules.submission import (
    PARTIES_LAW,
    PLAN,
    TO_BE_ELIGIBLE,
    EligibilityFacts,
)
from kernel.rulebook import Kind, rule

DEFAULTS = "全省条款表"
OBJECTION_DAYS = 7  # working days for an answer, 政府采购法 §53


@dataclass(frozen=True)
class ValidityFacts(EligibilityFacts):
    """An opened bid. Its texts say what is wrong, each empty where nothing is."""

    out_of_bounds: str
    related_to: str
    plan_fault: str = ""
    control: str = ""
    common_controller: str = ""
    joined_twice: str = ""


@dataclass(frozen=True)
class AwardFacts:
    """A decided need whose first in order is to be offered the award. `awarded_at` is None until it was."""

    now: datetime
    publicity_ends_at: datetime
    open_objections: int
    awarded_at: datetime | None
    explanation_is_open: bool = False


@dataclass(frozen=True)
class AnswerFacts:
    """A winner's answer."""

    now: datetime
    confirm_by: datetime


@dataclass(frozen=True)
class ObjectionFacts:
    """An objection to a published result."""

    is_in_publicity: bool
    now: datetime
    publicity_ends_at: datetime | None
    took_part: bool
    text: str


@dataclass(frozen=True)
class ObjectionAnswerFacts:
    """An answer to an objection. `against` is the bid that an upheld one strikes, "" where it is against the procedure."""

    answer: str
    against: str = ""
    is_in_the_order: bool = True


@rule("公告载明的限价；参照招标投标法实施条例第 51 条", law="B5", since=PLAN, explain=lambda f: f.out_of_bounds)
def price_lies_within_the_bounds(facts: ValidityFacts) -> bool:
    """A price counts from the floor to the ceiling of the notice, the bounds themselves included."""
    return not facts.out_of_bounds


@rule("本站密封规则", law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"方案无效：{f.plan_fault}")
def plan_opens_as_sealed(facts: ValidityFacts) -> bool:
    """A bid whose plan can't be opened as it was sealed does not count: there is nothing to score."""
    return not facts.plan_fault


@rule(PARTIES_LAW, law="B2", since=PLAN, explain=lambda f: f.related_to)
def bidders_are_under_different_heads(facts: ValidityFacts) -> bool:
    """Firms under one head, or of which one declared a tie to the other, do not join one need: none of them counts."""
    return not facts.related_to


@rule(f"《招标投标法实施条例》第三十四条；{PARTIES_LAW}", law="B2", since=PLAN, explain=lambda f: f.control)
def bidders_do_not_control_one_another(facts: ValidityFacts) -> bool:
    """Units of which one controls or manages the other, at once or through one between, do not join one need: none of them counts."""
    return not facts.control


@rule(
    "本站默认（条文待核定）：参照《招标投标法实施条例》第三十四条；国家机关作为共同控制方的除外，参照《公司法》第二百六十五条",
    law="B2",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f.common_controller,
)
def bidders_have_no_controller_in_common(facts: ValidityFacts) -> bool:
    """Units under one controller that is no state organ do not join one need: none of them counts."""
    return not facts.common_controller


@rule("《招标投标法实施条例》第三十七条", law="B8", since=PLAN, explain=lambda f: f.joined_twice)
def every_unit_joins_one_bid(facts: ValidityFacts) -> bool:
    """A party to a joint venture neither bids alone nor joins another joint venture in the same need: none of the bids concerned counts."""
    return not facts.joined_twice


@rule(DEFAULTS, law="B4", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"公示至 {moment(f.publicity_ends_at)}")
def publicity_has_passed(facts: AwardFacts) -> bool:
    """The award is made after the result has been public for its period."""
    return facts.now >= facts.publicity_ends_at


@rule(
    "政府采购法第 52 条至第 57 条",
    law="B4",
    since=PLAN,
    explain=lambda f: f"有 {f.open_objections} 项异议尚未答复",
)
def no_objection_is_open(facts: AwardFacts) -> bool:
    """An open objection holds the award."""
    return facts.open_objections == 0


@rule(
    "参照《政府采购货物和服务招标投标管理办法》（财政部令第 87 号）第六十条",
    law="B6",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda f: "第一名的异常低价还在说明或审查",
)
def no_explanation_is_open(facts: AwardFacts) -> bool:
    """While an abnormally low price waits for its explanation or for the verdict on it, nothing is awarded."""
    return not facts.explanation_is_open


def _awarded_before(facts: AwardFacts) -> str:
    return f"已于 {moment(facts.awarded_at)} 确定中选" if facts.awarded_at else ""


@rule("本站规则：一项需求只确定一次中选，其后按次序递补", law="B4", since=PLAN, kind=Kind.DEFAULT, explain=_awarded_before)
def need_is_awarded_once(facts: AwardFacts) -> bool:
    """A need is awarded once; when the award does not hold, the next in order follows and the need is not awarded again."""
    return facts.awarded_at is None


@rule(DEFAULTS, law="B7", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"确认期限为 {moment(f.confirm_by)}")
def winner_answers_in_time(facts: AnswerFacts) -> bool:
    """The winner confirms within its period; silence counts as declining, and the next in order follows."""
    return facts.now < facts.confirm_by


@rule(
    DEFAULTS,
    law="B4",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"公示至 {moment(f.publicity_ends_at)}" if f.publicity_ends_at else "结果尚未公示",
)
def objection_comes_within_publicity(facts: ObjectionFacts) -> bool:
    """An objection is filed while the result is public and before the award."""
    return facts.is_in_publicity and facts.publicity_ends_at is not None and facts.now < facts.publicity_ends_at


@rule("政府采购法第 52 条", law="B4", since=PLAN, explain=lambda f: "没有参加本次选取")
def objector_took_part(facts: ObjectionFacts) -> bool:
    """Whoever took part in the need may object to its result."""
    return facts.took_part


@rule("政府采购法实施条例第 55 条", law="B4", since=PLAN, explain=lambda f: "没有写明事实和理由")
def objection_says_why(facts: ObjectionFacts) -> bool:
    """An objection states its facts and reasons."""
    return bool(facts.text.strip())


@rule("政府采购法第 53 条", law="B4", since=PLAN, explain=lambda f: "没有写明答复")
def objection_is_answered_with_reasons(facts: ObjectionAnswerFacts) -> bool:
    """An objection is answered in writing, with reasons."""
    return bool(facts.answer.strip())


@rule(
    "《政府采购质疑和投诉办法》（财政部令第 94 号）第十六条",
    law="B4",
    since=PLAN,
    explain=lambda f: "所指的投标不在公示的次序里",
)
def upheld_objection_strikes_a_bid_of_the_order(facts: ObjectionAnswerFacts) -> bool:
    """An objection that is upheld against one bid strikes a bid that stands in the published order, and no other; one against the notice or the procedure ends the need."""
    return not facts.against or facts.is_in_the_order


TO_BE_UNRELATED = (
    bidders_are_under_different_heads,
    bidders_do_not_control_one_another,
    bidders_have_no_controller_in_common,
    every_unit_joins_one_bid,
)
TO_COUNT_AS_VALID = (
    *TO_BE_ELIGIBLE,
    price_lies_within_the_bounds,
    plan_opens_as_sealed,
    *TO_BE_UNRELATED,
)
TO_AWARD_A_NEED = (need_is_awarded_once, publicity_has_passed, no_objection_is_open, no_explanation_is_open)
TO_BE_OFFERED_THE_AWARD = TO_BE_ELIGIBLE
TO_STAY_IN_THE_ORDER = (*TO_BE_ELIGIBLE, *TO_BE_UNRELATED)
TO_CONFIRM_AN_AWARD = (winner_answers_in_time,)
TO_OBJECT = (objection_comes_within_publicity, objector_took_part, objection_says_why)
TO_ANSWER_AN_OBJECTION = (objection_is_answered_with_reasons, upheld_objection_strikes_a_bid_of_the_order)
