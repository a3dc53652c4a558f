"""End a case that nobody has decided."""

from __future__ import annotations

from django.db import transaction

from agencies.access import only_the_clock
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from ratings import reads
from ratings.models import ExitCase
from ratings.rules import TO_LAPSE_A_CASE


@transaction.atomic
def lapse_case(*, actor: Actor, number: str) -> ExitCase:
    """The period for a decision has run out: the case ends without a measure (by the scheduler)."""
    only_the_clock(actor)
    case = reads.lock_case(number)
    if case is None:
        raise NotFound
    at = clock.now()
    check(TO_LAPSE_A_CASE, reads.case_facts(case, at), on=clock.day_of(at))
    case.lapse(at=at)
    case.save()
    record(actor, "case.lapsed", {"case": number, "org": case.agency.organisation.uscc}, at=at)
    return case
