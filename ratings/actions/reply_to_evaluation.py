"""Reply to an evaluation."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from ratings import access, reads
from ratings.models import Evaluation
from ratings.rules import TO_REPLY
from ratings.rules.evaluation import AnswerFacts


@transaction.atomic
def reply_to_evaluation(*, actor: Actor, evaluation_id: int, text: str) -> Evaluation:
    """The agency's words beside an evaluation: once, and not changed later. They do not change the score."""
    found = access.as_rated(actor, reads.lock_evaluation(evaluation_id))
    at = clock.now()
    facts = AnswerFacts(found.state, text, bool(found.reply), at, found.object_by)
    check(TO_REPLY, facts, on=clock.day_of(at))
    found.reply, found.replied_at = text.strip(), at
    found.save()
    body = {"rating": found.public_id, "org": actor.uscc}
    record(actor, "rating.replied", body, at=at, private={"reply": found.reply})
    return found
