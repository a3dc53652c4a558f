"""Answer a case."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record
from ratings import access, reads
from ratings.models import ExitCase
from ratings.rules import TO_ANSWER_A_CASE


@transaction.atomic
def answer_case(*, actor: Actor, number: str, text: str, hearing_requested: bool = False) -> ExitCase:
    """The agency's statement and defence; with it, it may ask for a hearing. Answering never makes the measure harsher."""
    case = access.as_party(actor, reads.lock_case(number))
    at = clock.now()
    check(TO_ANSWER_A_CASE, reads.case_facts(case, at, text=text), on=clock.day_of(at))
    case.answer, case.hearing_requested = text.strip(), hearing_requested
    case.take_answer(at=at)
    case.save()
    body: dict[str, Plain] = {"case": number, "org": actor.uscc, "hearing": hearing_requested}
    record(actor, "case.answered", body, at=at, private={"answer": case.answer})
    return case
