"""Somebody asks a public question on a notice."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Question
from bidding.rules.questions import TO_ASK_A_QUESTION
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def ask_question(*, actor: Actor, number: str, text: str) -> Question:
    """Ask what everybody may read. Who asks stays hidden: the record keeps only a salted hash of the asker's code."""
    need = reads.lock_need(number)
    access.must_see(actor, need)
    asker = access.asker_of(actor)
    at = clock.now()
    facts = reads.question_facts(need, at=at, text=text, asked_by_buyer=asker == need.buyer_id)
    check(TO_ASK_A_QUESTION, facts, on=clock.day_of(at))
    question = Question.objects.create(need=need, asked_by_id=asker, text=text.strip(), asked_at=at)
    body: dict[str, Plain] = {"need": number, "question": need.questions.count(), "text": question.text}
    hidden = Actor(actor.kind)
    record(hidden, "question.asked", body, at=at, private={"asker": actor.uscc}, tell={"need": number, "question": question.pk})
    return question
