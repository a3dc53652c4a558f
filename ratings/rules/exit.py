"""The exit way: what may lead to a measure, what the agency is owed before one, and who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kernel.rulebook import Kind, rule

TANGSHAN = "唐山等地中介机构清退办法"
LADDER_SOURCE = "本站默认阶梯，参照政府采购法第77条"
LAW_44 = "行政处罚法第44条"
LAW_57 = "行政处罚法第57条"
LAW_42 = "行政处罚法第42条、第43条"
LAW_60 = "行政处罚法第60条"
SINCE = date(2018, 7, 19)
LEAST_EVALUATIONS = 3
POOR = 2
OFFICIALS_NEEDED = 2
# What each trigger may lead to.
LADDER = {
    "false_material": ("suspension_6", "suspension_12", "removal_12", "removal_36"),
    "poor_quality": ("warning", "suspension_3", "suspension_6"),
}


@dataclass(frozen=True)
class OpeningFacts:
    """A case that somebody wants to open. `qualities` are the quality scores of the evaluations of twelve months."""

    trigger: str
    measure: str
    finding: str
    facts: str
    grounds: str
    qualities: tuple[int, ...]
    agency_is_on_the_list: bool
    has_open_case: bool


@dataclass(frozen=True)
class CaseFacts:
    """An open case at a moment. `official` facts are about the one who votes."""

    state: str
    at: datetime
    answer_by: datetime
    decide_by: datetime
    text: str = ""
    official_opened_it: bool = False
    official_is_tied: bool = False
    official_has_voted: bool = False
    hearing_is_owed: bool = False


@rule(TANGSHAN, law="R4", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: _unproved(f))
def trigger_is_established(facts: OpeningFacts) -> bool:
    """False material is established by a regulator's finding; poor quality by three evaluations or more in twelve months whose quality averages two or below."""
    if facts.trigger == "false_material":
        return bool(facts.finding.strip())
    count = len(facts.qualities)
    return facts.trigger == "poor_quality" and count >= LEAST_EVALUATIONS and sum(facts.qualities) <= POOR * count


def _unproved(facts: OpeningFacts) -> str:
    if facts.trigger == "false_material":
        return "没有写明查处文书的文号"
    return f"十二个月内 {len(facts.qualities)} 次评价，质量分合计 {sum(facts.qualities)}"


@rule(LADDER_SOURCE, law="R4", since=SINCE, kind=Kind.DEFAULT, explain=lambda f: "这类情形不能采取这项措施")
def measure_is_on_the_ladder(facts: OpeningFacts) -> bool:
    """A measure is one that the ladder has for its trigger."""
    return facts.measure in LADDER.get(facts.trigger, ())


@rule(LAW_44, law="R5", since=SINCE, explain=lambda f: "事实和依据都要写明")
def notice_tells_facts_and_grounds(facts: OpeningFacts) -> bool:
    """Before a decision the agency is told the facts, the reasons, the grounds and its rights."""
    return bool(facts.facts.strip()) and bool(facts.grounds.strip())


@rule(TANGSHAN, law="R4", since=SINCE, kind=Kind.DEFAULT, explain=lambda f: "该机构不在册，或已有未办结的案件")
def case_meets_a_listed_agency_without_open_case(facts: OpeningFacts) -> bool:
    """A case is opened against an agency on the list that has no other open case."""
    return facts.agency_is_on_the_list and not facts.has_open_case


@rule(LAW_44, law="R5", since=SINCE, explain=lambda f: "陈述申辩期已过，或已经陈述过，或没有写内容")
def answer_comes_in_its_period(facts: CaseFacts) -> bool:
    """The agency answers once, in words, before the period for its answer ends."""
    return facts.state == "notified" and facts.at < facts.answer_by and bool(facts.text.strip())


@rule(LAW_44, law="R5", since=SINCE, explain=lambda f: "还在陈述申辩期内")
def agency_is_heard_before_the_decision(facts: CaseFacts) -> bool:
    """Nobody decides before the agency has answered or the period for its answer has ended."""
    return facts.state == "answered" or (facts.state == "notified" and facts.at >= facts.answer_by)


@rule("行政处罚法第63条", law="R5", since=SINCE, explain=lambda f: "机构要求听证，先记录听证再决定")
def hearing_is_held_on_request(facts: CaseFacts) -> bool:
    """Where the agency has asked for a hearing on a suspension or removal, it is held before the decision."""
    return not facts.hearing_is_owed


@rule(LAW_57, law="R5", since=SINCE, explain=lambda f: "没有写明理由")
def decision_is_reasoned(facts: CaseFacts) -> bool:
    """A decision gives its reasons."""
    return bool(facts.text.strip())


@rule(LAW_42, law="R5", since=SINCE, explain=lambda f: "立案人、已表决的人，或者在该机构、相关委托方任职的人须回避")
def official_is_free_to_decide(facts: CaseFacts) -> bool:
    """Who opened the case, has voted in it, or belongs to the agency or to a buyer concerned does not decide it."""
    return not (facts.official_opened_it or facts.official_is_tied or facts.official_has_voted)


@rule(LAW_60, law="R5", since=SINCE, explain=lambda f: "作出决定的期限已过")
def decision_comes_in_its_period(facts: CaseFacts) -> bool:
    """A case is decided within its period."""
    return facts.at < facts.decide_by


@rule(LAW_60, law="R5", since=SINCE, explain=lambda f: "作出决定的期限还没有到")
def undecided_case_lapses_at_its_end(facts: CaseFacts) -> bool:
    """A case that nobody decides lapses when its period ends, and not before."""
    return facts.state in {"notified", "answered"} and facts.at >= facts.decide_by


TO_OPEN_A_CASE = (
    trigger_is_established,
    measure_is_on_the_ladder,
    notice_tells_facts_and_grounds,
    case_meets_a_listed_agency_without_open_case,
)
TO_ANSWER_A_CASE = (answer_comes_in_its_period,)
TO_DECIDE_A_CASE = (
    agency_is_heard_before_the_decision,
    hearing_is_held_on_request,
    decision_is_reasoned,
    official_is_free_to_decide,
    decision_comes_in_its_period,
)
TO_LAPSE_A_CASE = (undecided_case_lapses_at_its_end,)
