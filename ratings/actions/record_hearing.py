"""Put a hearing on record."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from ratings import access, reads
from ratings.models import ExitCase
from ratings.rules.exit import decision_is_reasoned
from ratings.states import CaseState


@transaction.atomic
def record_hearing(*, actor: Actor, number: str, note: str) -> ExitCase:
    """What was said at the hearing that the agency asked for; from then the case can be decided."""
    case = access.as_official(actor, reads.lock_case(number), to="review")
    if case.state != CaseState.ANSWERED or not case.hearing_is_owed:
        raise NotFound
    at = clock.now()
    check((decision_is_reasoned,), reads.case_facts(case, at, text=note), on=clock.day_of(at))
    case.hearing_note = note.strip()
    case.save()
    body = {"case": number, "org": case.agency.organisation.uscc}
    record(actor, "case.heard", body, at=at, private={"note": case.hearing_note})
    return case
