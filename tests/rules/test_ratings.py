"""The rules of evaluations and exit: each kept and broken."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kernel.rulebook import broken
from ratings import rules
from ratings.rules.evaluation import CRITERIA, AnswerFacts, EvaluationFacts
from ratings.rules.exit import CaseFacts, OpeningFacts

DAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, 2, tzinfo=UTC)
SOON = NOW + timedelta(microseconds=1)
FIVE = tuple((name, 5) for name in CRITERIA)
RATED = EvaluationFacts(contract_is_accepted=True, has_rated_before=False, scores=FIVE, reasons="")
ANSWER = AnswerFacts(state="recorded", text="有理有据", has_replied=False, at=NOW, object_by=SOON)
OBJECTED = replace(ANSWER, state="objected")
OPENING = OpeningFacts(
    trigger="poor_quality",
    measure="suspension_3",
    finding="",
    facts="三次评价质量低劣",
    grounds="唐山办法",
    qualities=(1, 2, 3),
    agency_is_on_the_list=True,
    has_open_case=False,
)
CASE = CaseFacts(state="notified", at=NOW, answer_by=SOON, decide_by=NOW + timedelta(days=90), text="陈述")
ANSWERED = replace(CASE, state="answered")


def names(tuple_of_rules, facts) -> set[str]:
    return {b.rule.name.split(".")[1] for b in broken(tuple_of_rules, facts, on=DAY)}


@pytest.mark.parametrize(
    ("law", "facts"),
    [
        (rules.TO_EVALUATE, RATED),
        (rules.TO_EVALUATE, replace(RATED, scores=tuple((n, 3) for n in CRITERIA))),
        (rules.TO_EVALUATE, replace(RATED, scores=tuple((n, 1) for n in CRITERIA), reasons="多次返工")),
        (rules.TO_REPLY, ANSWER),
        (rules.TO_OBJECT, ANSWER),
        (rules.TO_ANSWER_AN_OBJECTION, OBJECTED),
        (rules.TO_OPEN_A_CASE, OPENING),
        (rules.TO_OPEN_A_CASE, replace(OPENING, trigger="false_material", measure="removal_12", finding="洛市监罚〔2026〕12号")),
        (rules.TO_ANSWER_A_CASE, CASE),
        (rules.TO_DECIDE_A_CASE, ANSWERED),
        (rules.TO_DECIDE_A_CASE, replace(CASE, at=SOON)),  # the very moment at which the time to answer has run out
        (rules.TO_LAPSE_A_CASE, replace(ANSWERED, at=CASE.decide_by)),
    ],
)
def test_facts_that_keep_the_rules(law, facts) -> None:
    assert names(law, facts) == set()


@pytest.mark.parametrize(
    ("law", "facts", "name"),
    [
        (rules.TO_EVALUATE, replace(RATED, contract_is_accepted=False), "evaluation_follows_acceptance"),
        (rules.TO_EVALUATE, replace(RATED, has_rated_before=True), "contract_is_evaluated_once"),
        (rules.TO_EVALUATE, replace(RATED, scores=FIVE[:4]), "evaluation_has_five_scores"),
        (rules.TO_EVALUATE, replace(RATED, scores=(*FIVE[:4], ("conduct", 6))), "evaluation_has_five_scores"),
        (rules.TO_EVALUATE, replace(RATED, scores=(*FIVE[:4], ("conduct", 2))), "low_score_has_a_reason"),
        (rules.TO_EVALUATE, replace(RATED, scores=(*FIVE[:4], ("conduct", 1)), reasons="  "), "low_score_has_a_reason"),
        (rules.TO_REPLY, replace(ANSWER, has_replied=True), "agency_replies_once_in_words"),
        (rules.TO_REPLY, replace(ANSWER, text=" "), "agency_replies_once_in_words"),
        (rules.TO_OBJECT, replace(ANSWER, at=SOON), "objection_to_evaluation_is_in_time"),
        (rules.TO_OBJECT, OBJECTED, "evaluation_is_objected_to_once_with_reasons"),
        (rules.TO_ANSWER_AN_OBJECTION, ANSWER, "objection_is_answered_with_reasons"),
        (rules.TO_OPEN_A_CASE, replace(OPENING, qualities=(2, 2, 3)), "trigger_is_established"),
        (rules.TO_OPEN_A_CASE, replace(OPENING, qualities=(1, 1)), "trigger_is_established"),
        (
            rules.TO_OPEN_A_CASE,
            replace(OPENING, trigger="false_material", measure="removal_12"),
            "trigger_is_established",
        ),
        (rules.TO_OPEN_A_CASE, replace(OPENING, measure="removal_36"), "measure_is_on_the_ladder"),
        (rules.TO_OPEN_A_CASE, replace(OPENING, grounds=""), "notice_tells_facts_and_grounds"),
        (rules.TO_OPEN_A_CASE, replace(OPENING, has_open_case=True), "case_meets_a_listed_agency_without_open_case"),
        (rules.TO_OPEN_A_CASE, replace(OPENING, agency_is_on_the_list=False), "case_meets_a_listed_agency_without_open_case"),
        (rules.TO_ANSWER_A_CASE, replace(CASE, at=SOON), "answer_comes_in_its_period"),
        (rules.TO_ANSWER_A_CASE, ANSWERED, "answer_comes_in_its_period"),
        (rules.TO_DECIDE_A_CASE, CASE, "agency_is_heard_before_the_decision"),
        (rules.TO_DECIDE_A_CASE, replace(ANSWERED, hearing_is_owed=True), "hearing_is_held_on_request"),
        (rules.TO_DECIDE_A_CASE, replace(ANSWERED, text=""), "decision_is_reasoned"),
        (rules.TO_DECIDE_A_CASE, replace(ANSWERED, official_opened_it=True), "official_is_free_to_decide"),
        (rules.TO_DECIDE_A_CASE, replace(ANSWERED, official_is_tied=True), "official_is_free_to_decide"),
        (rules.TO_DECIDE_A_CASE, replace(ANSWERED, official_has_voted=True), "official_is_free_to_decide"),
        (rules.TO_DECIDE_A_CASE, replace(ANSWERED, at=CASE.decide_by), "decision_comes_in_its_period"),
        (rules.TO_LAPSE_A_CASE, ANSWERED, "undecided_case_lapses_at_its_end"),
    ],
)
def test_facts_that_break_exactly_one_rule(law, facts, name) -> None:
    assert names(law, facts) == {name}
