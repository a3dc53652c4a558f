"""Object to an evaluation."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record
from market.models.region import TermName
from market.reads import term
from ratings import access, reads
from ratings.models import Evaluation
from ratings.rules import TO_OBJECT
from ratings.rules.evaluation import AnswerFacts


@transaction.atomic
def object_to_evaluation(*, actor: Actor, evaluation_id: int, text: str) -> Evaluation:
    """Say within the period that an evaluation is wrong, and why. It counts until the objection is answered."""
    found = access.as_rated(actor, reads.lock_evaluation(evaluation_id))
    at = clock.now()
    day = clock.day_of(at)
    check(TO_OBJECT, AnswerFacts(found.state, text, bool(found.reply), at, found.object_by), on=day)
    period = term(TermName.ANSWER_DAYS, found.agency.organisation.region, on=day)
    found.objection = text.strip()
    found.object(at=at, answer_by=add_working_days(at, period))
    found.save()
    body = {"rating": found.public_id, "org": actor.uscc}
    record(actor, "rating.objected", body, at=at, private={"objection": found.objection})
    return found
