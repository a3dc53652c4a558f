"""One evaluation a contract and side: five scores, reasons for low ones, a reply, an objection in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kernel.rulebook import Kind, rule

WORKING_SYSTEMS = "各地中介超市“一事一评”做法"
SINCE = date(2018, 7, 19)
CRITERIA = {"quality": "质量", "timeliness": "时效", "attitude": "态度", "fee": "收费", "conduct": "规范"}
LOW = 2


@dataclass(frozen=True)
class EvaluationFacts:
    """An evaluation that somebody wants to give."""

    contract_is_accepted: bool
    has_rated_before: bool
    scores: tuple[tuple[str, int], ...]
    reasons: str


@dataclass(frozen=True)
class AnswerFacts:
    """What the agency wants to say to an evaluation, or an official to its objection."""

    state: str
    text: str
    has_replied: bool
    at: datetime
    object_by: datetime


def _low(facts: EvaluationFacts) -> str:
    return "、".join(CRITERIA[name] for name, score in facts.scores if score <= LOW)


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "这份合同还没有验收")
def evaluation_follows_acceptance(facts: EvaluationFacts) -> bool:
    """A service is evaluated after its result was accepted."""
    return facts.contract_is_accepted


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "这份合同已经评价过")
def contract_is_evaluated_once(facts: EvaluationFacts) -> bool:
    """Each side evaluates a contract once."""
    return not facts.has_rated_before


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "五项各打 1 至 5 分")
def evaluation_has_five_scores(facts: EvaluationFacts) -> bool:
    """An evaluation scores quality, timeliness, attitude, fee and conduct, each from 1 to 5."""
    return {name for name, _ in facts.scores} == set(CRITERIA) and all(1 <= score <= 5 for _, score in facts.scores)


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: f"{_low(f)}不高于 2 分，写明理由")
def low_score_has_a_reason(facts: EvaluationFacts) -> bool:
    """A score of two or below gives its reasons."""
    return bool(facts.reasons.strip()) or all(score > LOW for _, score in facts.scores)


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "已经答复过，或没有写答复")
def agency_replies_once_in_words(facts: AnswerFacts) -> bool:
    """The agency may reply to an evaluation once, in words."""
    return not facts.has_replied and bool(facts.text.strip())


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "异议期已过")
def objection_to_evaluation_is_in_time(facts: AnswerFacts) -> bool:
    """An objection to an evaluation is made before its period ends."""
    return facts.at < facts.object_by


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "已经提过异议，或没有写理由")
def evaluation_is_objected_to_once_with_reasons(facts: AnswerFacts) -> bool:
    """An evaluation is objected to once, with reasons."""
    return facts.state == "recorded" and bool(facts.text.strip())


@rule(WORKING_SYSTEMS, law="R1", since=SINCE, kind=Kind.PRACTICE, explain=lambda f: "没有待处理的异议，或没有写理由")
def objection_is_answered_with_reasons(facts: AnswerFacts) -> bool:
    """An open objection to an evaluation is answered with reasons."""
    return facts.state == "objected" and bool(facts.text.strip())


TO_EVALUATE = (
    evaluation_follows_acceptance,
    contract_is_evaluated_once,
    evaluation_has_five_scores,
    low_score_has_a_reason,
)
TO_REPLY = (agency_replies_once_in_words,)
TO_OBJECT = (objection_to_evaluation_is_in_time, evaluation_is_objected_to_once_with_reasons)
TO_ANSWER_AN_OBJECTION = (objection_is_answered_with_reasons,)
