"""How a standing moves. Due process is the business of `ratings`; a decided measure is carried out here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kernel.rulebook import Kind, rule

LADDER = "参照唐山等地的清退办法与政府采购法第77条"
REPAIR = "信用修复管理办法（2026）"
PLAN_DAY = date(2018, 7, 19)
WARNING_STANDS = timedelta(days=90)  # 信用修复管理办法: minor facts, three months at most
LONGEST_WARNING = timedelta(days=92)
LONGEST_SUSPENSION = timedelta(days=366)
SHORTEST_BAR = timedelta(days=365)
LONGEST_BAR = timedelta(days=3 * 366)


@dataclass(frozen=True)
class MeasureFacts:
    """A standing, and the measure that meets it."""

    standing: str
    at: datetime
    until: datetime | None = None
    case: str = ""
    ends_now: datetime | None = None


@rule(LADDER, law="R4", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "该机构未入驻或已清退")
def measure_meets_a_listed_agency(facts: MeasureFacts) -> bool:
    """A measure is carried out against an agency that is on the list, warned or suspended ones included."""
    return facts.standing in {"listed", "warned", "suspended"}


@rule("行政处罚法第44条", law="R5", since=PLAN_DAY, explain=lambda f: "缺决定文号")
def measure_names_its_decision(facts: MeasureFacts) -> bool:
    """A measure names the reasoned decision that it carries out."""
    return bool(facts.case.strip())


@rule(REPAIR, law="R6", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "警示最长三个月")
def warning_is_short(facts: MeasureFacts) -> bool:
    """A warning ends, within three months."""
    return facts.until is not None and facts.at < facts.until <= facts.at + LONGEST_WARNING


@rule(LADDER, law="R4", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "暂停须有截止时间，最长十二个月")
def suspension_ends_within_a_year(facts: MeasureFacts) -> bool:
    """A suspension has an end, within twelve months of its start."""
    return facts.until is not None and facts.at < facts.until <= facts.at + LONGEST_SUSPENSION


@rule(LADDER, law="R4", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "已有的暂停更长，不能缩短")
def further_suspension_is_not_shorter(facts: MeasureFacts) -> bool:
    """A further suspension never ends before the one that runs."""
    return facts.ends_now is None or facts.until is None or facts.ends_now <= facts.until


@rule("政府采购法第77条（参照）", law="R4", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "禁入期为一至三年")
def bar_lasts_one_to_three_years(facts: MeasureFacts) -> bool:
    """A removal bars from coming back for one to three years."""
    return facts.until is not None and facts.at + SHORTEST_BAR <= facts.until <= facts.at + LONGEST_BAR


@rule(LADDER, law="R4", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "该机构没有被警示或暂停")
def something_is_to_be_lifted(facts: MeasureFacts) -> bool:
    """Only a warning or a suspension is lifted."""
    return facts.standing in {"warned", "suspended"}


@rule(LADDER, law="R4", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "期限还没有届满")
def measure_has_run_out(facts: MeasureFacts) -> bool:
    """A measure is lifted when its time has run out, and not before."""
    return facts.ends_now is not None and facts.ends_now <= facts.at


TO_WARN = (measure_meets_a_listed_agency, measure_names_its_decision, warning_is_short)
TO_SUSPEND = (
    measure_meets_a_listed_agency,
    measure_names_its_decision,
    suspension_ends_within_a_year,
    further_suspension_is_not_shorter,
)
TO_REMOVE = (measure_meets_a_listed_agency, measure_names_its_decision, bar_lasts_one_to_three_years)
TO_RESTORE = (something_is_to_be_lifted, measure_has_run_out)
