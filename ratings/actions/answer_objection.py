"""Answer an objection to an evaluation."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from ratings import access, reads
from ratings.models import Evaluation
from ratings.rules import TO_ANSWER_AN_OBJECTION
from ratings.rules.evaluation import AnswerFacts


@transaction.atomic
def answer_objection(*, actor: Actor, evaluation_id: int, is_founded: bool, text: str) -> Evaluation:
    """Uphold the evaluation or take it out of the score, with reasons. What nobody answers in time, the clock takes out."""
    found = access.as_reviewer(actor, reads.lock_evaluation(evaluation_id))
    at = clock.now()
    facts = AnswerFacts(found.state, text, bool(found.reply), at, found.object_by)
    check(TO_ANSWER_AN_OBJECTION, facts, on=clock.day_of(at))
    found.answer = text.strip()
    if is_founded:
        found.withdraw(at=at)
    else:
        found.uphold(at=at)
    found.save()
    org = found.agency.organisation.uscc
    if is_founded:
        record(actor, "rating.corrected", {"rating": found.public_id, "org": org, "withdrawn": True}, at=at)
    else:
        record(actor, "rating.upheld", {"rating": found.public_id, "org": org}, at=at)
    return found
