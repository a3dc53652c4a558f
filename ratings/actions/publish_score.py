"""Publish an agency's score."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from agencies.actions import note_standing
from agencies.reads import lock_agency
from kernel import clock
from kernel.actors import Actor
from ledger.record import record
from ratings import access, reads
from ratings.models import Score
from ratings.rules.formula import Edition, edition_of, score


@transaction.atomic
def publish_score(*, actor: Actor, agency_uscc: str) -> Score:
    """Compute an agency's score by the edition of the day, publish it with all its inputs, write the grade down.

    Publishing the same inputs on the same day again gives the score that is there.
    """
    agency = lock_agency(access.public_agency(agency_uscc).pk)
    at = clock.now()
    on = clock.day_of(at)
    edition = edition_of(on)
    inputs = reads.score_inputs(agency, edition, on)
    before = reads.latest_score(agency.pk)
    if before and before.inputs == inputs:
        return before
    steps = score(inputs)
    made = Score.objects.create(
        agency=agency,
        on=on,
        edition=edition.code,
        inputs=inputs,
        steps=steps,
        score_centi=steps["score_centi"],
        grade=steps["grade"],
        evaluations=steps["evaluations"],
        stale_on=_stale_on(inputs, edition, on),
        published_at=at,
    )
    facts: dict[str, Any] = {"grade": made.grade, "score_centi": made.score_centi, "evaluations": made.evaluations}
    note_standing(actor=actor, agency_uscc=agency_uscc, on=on, **facts)
    body = {"org": agency_uscc, "on": on.isoformat(), "edition": edition.code, "inputs": inputs, **facts}
    record(actor, "score.published", body, at=at, tell={"org": agency_uscc})
    return made


def _stale_on(inputs: dict[str, Any], edition: Edition, on: date) -> date | None:
    """The first day on which the oldest fact has left the window."""
    days = [row["on"] for name in ("votes", "deliveries", "decisions") for row in inputs[name]]
    if not days:
        return None
    oldest = date.fromisoformat(min(days)) + timedelta(days=1)
    month = oldest.year * 12 + oldest.month - 1 + edition.months
    return max(date(month // 12, month % 12 + 1, min(oldest.day, 28)), on + timedelta(days=1))
