"""Rate a contract."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record
from market.models.region import TermName
from market.reads import term
from ratings import access, reads
from ratings.models import Evaluation
from ratings.rules import TO_EVALUATE


@transaction.atomic
def record_evaluation(*, actor: Actor, contract: str, scores: dict[str, int], reasons: str = "") -> Evaluation:
    """Rate an accepted contract once, for the buyer or for the supervising department: five scores of 1 to 5.

    The reasons are published with the evaluation's page; the record carries the scores.
    """
    found, side = access.side_to_rate(actor, reads.lock_contract_to_rate(contract))
    at = clock.now()
    day = clock.day_of(at)
    check(TO_EVALUATE, reads.evaluation_facts(found, side, scores, reasons), on=day)
    period = term(TermName.OBJECTION_TO_RATING_DAYS, found.need.region, on=day)
    evaluation = Evaluation.objects.create(
        contract=found,
        side=side,
        rater=reads.organisation_of(actor.organisation_id),
        agency=found.agency,
        reasons=reasons.strip(),
        recorded_at=at,
        object_by=add_working_days(at, period),
        **scores,
    )
    body: dict[str, Plain] = {
        "rating": evaluation.public_id,
        "contract": found.number,
        "need": found.need.number,
        "org": found.agency.organisation.uscc,
        "side": str(side),
        "rater": actor.uscc,
        "scores": dict(scores),
    }
    record(actor, "rating.recorded", body, at=at, private={"reasons": evaluation.reasons})
    return evaluation
