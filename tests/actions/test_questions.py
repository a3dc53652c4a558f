"""Public questions and answers."""

from datetime import timedelta

import pytest

from bidding import reads
from bidding.actions.notices.answer_question import answer_question
from bidding.actions.notices.ask_question import ask_question
from bidding.models import Question
from bidding.rules.questions import TO_CLOSE_AFTER_QUESTIONS
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import VISITOR
from kernel.rulebook import RulesBroken, broken
from ledger.models import Private
from tests.actions.test_publish_need import the_record
from tests.makers import bidding as need_makers
from tests.makers import market as make

pytestmark = pytest.mark.usefixtures("at_ten")


def an_agency_person():
    return make.acting_for(make.an_organisation("agency"))


def test_a_question_is_public_and_its_asker_is_not() -> None:
    need, asker = need_makers.an_open_need(), an_agency_person()
    ask_question(actor=asker, number=need.number, text="是否包含现状监测费用？")
    said = the_record()[-1]
    assert (said["type"], said["question"], said["text"]) == ("question.asked", 1, "是否包含现状监测费用？")
    assert asker.uscc not in str(said)
    assert Private.objects.get(commitment=said["x"]["asker"]["c"]).value == asker.uscc


def test_the_buyer_answers_once_for_everybody() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    question = ask_question(actor=an_agency_person(), number=need.number, text="几期？")
    answer_question(actor=buyer, number=need.number, question=question.pk, answer="一期。")
    assert (the_record()[-1]["question"], the_record()[-1]["answer"]) == (1, "一期。")
    with pytest.raises(RulesBroken) as refused:
        answer_question(actor=buyer, number=need.number, question=question.pk, answer="两期。")
    assert refused.value.names == ("bidding.question_is_answered_once",)
    assert Question.objects.get().answer == "一期。"


def test_questions_close_one_working_day_before_the_deadline() -> None:
    need, asker = need_makers.an_open_need(), an_agency_person()
    ends = reads.questions_end(need.closes_at)
    assert ends.isoformat() == "2026-06-09T17:00:00+08:00"
    clock.set_to(ends - timedelta(microseconds=1))
    ask_question(actor=asker, number=need.number, text="最后一问")
    clock.set_to(ends)
    with pytest.raises(RulesBroken) as refused:
        ask_question(actor=asker, number=need.number, text="晚了")
    assert refused.value.names == ("bidding.question_comes_in_time",)
    assert Question.objects.count() == 1


def test_an_unanswered_question_holds_the_closing_two_working_days_at_most() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    question = ask_question(actor=an_agency_person(), number=need.number, text="几期？")
    at = need.closes_at + timedelta(hours=1)
    clock.set_to(at)

    def held() -> bool:
        return bool(broken(TO_CLOSE_AFTER_QUESTIONS, reads.closing_facts(need, at=clock.now()), on=clock.today()))

    assert held()
    clock.set_to(reads.held_until(need))
    assert not held()
    clock.set_to(at)
    answer_question(actor=buyer, number=need.number, question=question.pk, answer="一期。")
    assert not held()


def test_a_visitor_and_the_buyer_ask_nothing_and_a_stranger_answers_nothing() -> None:
    buyer = make.a_firm()
    need, other = need_makers.an_open_need(buyer), need_makers.an_open_need()
    with pytest.raises(NotForYou):
        ask_question(actor=VISITOR, number=need.number, text="？")
    with pytest.raises(RulesBroken):
        ask_question(actor=buyer, number=need.number, text="？")
    question = ask_question(actor=an_agency_person(), number=need.number, text="？")
    with pytest.raises(NotForYou):
        answer_question(actor=make.a_firm(), number=need.number, question=question.pk, answer="。")
    with pytest.raises(NotForYou):
        answer_question(actor=buyer, number=other.number, question=question.pk, answer="。")
    with pytest.raises(NotFound):
        answer_question(actor=buyer, number=need.number, question=question.pk + 1, answer="。")
    with pytest.raises(NotFound):
        ask_question(actor=an_agency_person(), number=need_makers.a_draft_need().number, text="？")
    assert Question.objects.get().answered_at is None
