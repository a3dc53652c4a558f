"""The rules of amending, cancelling, asking and attaching, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bidding.rules.amendment import (
    AmendmentFacts,
    amendment_changes_something,
    amendment_says_what_changed,
    notice_changes_before_its_deadline,
    touches_what_is_material,
)
from bidding.rules.cancelling import (
    AgainFacts,
    CancellingFacts,
    cancelling_has_a_reason_of_the_list,
    need_is_not_yet_awarded,
    only_a_draft_is_discarded,
    only_a_need_without_a_result_is_published_again,
    only_a_running_need_is_cancelled,
)
from bidding.rules.files import FileFacts, file_has_a_fair_size, file_is_what_its_name_says, notice_has_few_files
from bidding.rules.questions import (
    ClosingFacts,
    QuestionFacts,
    answer_comes_while_the_need_is_open,
    buyer_does_not_ask_itself,
    closing_waits_for_answers,
    question_comes_in_time,
    question_is_answered_once,
    question_says_something,
)
from kernel.rulebook import Rule, broken
from tests.conftest import WEDNESDAY

DAY, AN_INSTANT = date(2026, 6, 3), timedelta(microseconds=1)
CHANGE = AmendmentFacts(True, WEDNESDAY, WEDNESDAY + AN_INSTANT, "限价上调", True)
RUNNING = CancellingFacts(True, False, False, "law_changed", frozenset({"law_changed"}))
QUESTION = QuestionFacts(True, WEDNESDAY, WEDNESDAY + AN_INSTANT, "几期？")
HELD = ClosingFacts(1, WEDNESDAY, WEDNESDAY + AN_INSTANT)
FILE = FileFacts("批复.pdf", 1000, "pdf", 0)
CASES: list[tuple[Rule, object, object]] = [
    (notice_changes_before_its_deadline, CHANGE, replace(CHANGE, now=CHANGE.closes_at)),
    (notice_changes_before_its_deadline, CHANGE, replace(CHANGE, is_open=False)),
    (amendment_says_what_changed, CHANGE, replace(CHANGE, what_changed="  ")),
    (amendment_changes_something, CHANGE, replace(CHANGE, changes_anything=False)),
    (cancelling_has_a_reason_of_the_list, RUNNING, replace(RUNNING, reason="other")),
    (need_is_not_yet_awarded, RUNNING, replace(RUNNING, is_awarded=True)),
    (only_a_running_need_is_cancelled, RUNNING, replace(RUNNING, has_ended=True)),
    (only_a_running_need_is_cancelled, RUNNING, replace(RUNNING, is_public=False)),
    (only_a_draft_is_discarded, replace(RUNNING, is_public=False), RUNNING),
    (only_a_need_without_a_result_is_published_again, AgainFacts(True, False, False), AgainFacts(False, False, False)),
    (only_a_need_without_a_result_is_published_again, AgainFacts(False, True, False), AgainFacts(False, True, True)),
    (question_comes_in_time, QUESTION, replace(QUESTION, now=QUESTION.closes_for_questions)),
    (question_comes_in_time, QUESTION, replace(QUESTION, is_open=False)),
    (question_says_something, QUESTION, replace(QUESTION, text=" ")),
    (buyer_does_not_ask_itself, QUESTION, replace(QUESTION, asked_by_buyer=True)),
    (question_is_answered_once, QUESTION, replace(QUESTION, is_answered=True)),
    (answer_comes_while_the_need_is_open, QUESTION, replace(QUESTION, is_open=False)),
    (closing_waits_for_answers, replace(HELD, unanswered=0), HELD),
    (closing_waits_for_answers, replace(HELD, now=HELD.held_until), HELD),
    (file_is_what_its_name_says, FILE, replace(FILE, kind="")),
    (file_is_what_its_name_says, FILE, replace(FILE, kind="png")),
    (file_has_a_fair_size, FILE, replace(FILE, size=0)),
    (file_has_a_fair_size, replace(FILE, size=10_485_760), replace(FILE, size=10_485_761)),
    (notice_has_few_files, replace(FILE, already=9), replace(FILE, already=10)),
]


@pytest.mark.parametrize(("rule", "kept", "not_kept"), CASES, ids=[f"{n}-{c[0].name}" for n, c in enumerate(CASES)])
def test_a_rule_is_kept_and_broken(rule: Rule, kept: object, not_kept: object) -> None:
    assert broken((rule,), kept, on=DAY) == ()
    assert [b.rule for b in broken((rule,), not_kept, on=DAY)] == [rule]


def test_amount_qualification_scope_and_deadline_are_material_and_a_phone_is_not() -> None:
    for column in ("ceiling_fen", "certificate_kinds", "content", "closes_at"):
        assert touches_what_is_material(frozenset({column}))
    assert not touches_what_is_material(frozenset({"contact_phone", "files"}))
