"""The buyer answers a public question."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Question
from bidding.rules.questions import TO_ANSWER_A_QUESTION
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def answer_question(*, actor: Actor, number: str, question: int, answer: str) -> Question:
    """Answer a question (by its primary key) for everybody, once; a held closing goes on at the next tick."""
    need = reads.lock_need(number)
    access.may_steer(actor, need)
    asked, place = reads.question_of(need, question)
    at = clock.now()
    facts = reads.question_facts(need, at=at, text=answer, is_answered=asked.answered_at is not None)
    check(TO_ANSWER_A_QUESTION, facts, on=clock.day_of(at))
    asked.answer, asked.answered_at = answer.strip(), at
    asked.save(update_fields=["answer", "answered_at"])
    body: dict[str, Plain] = {"need": number, "question": place, "answer": asked.answer}
    record(actor, "question.answered", body, at=at, tell={"need": number, "question": asked.pk})
    return asked
