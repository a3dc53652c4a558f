"""Carry out a decided suspension."""

from datetime import datetime

from django.db import transaction

from agencies import access, reads
from agencies.actions.parts.steps import keep_step
from agencies.models import Agency
from agencies.rules.standing import TO_SUSPEND, MeasureFacts
from agencies.states import Step
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record, stamp


@transaction.atomic
def suspend_agency(*, actor: Actor, agency_uscc: str, until: datetime, case: str) -> Agency:
    """Carry out a decided suspension: from this instant to `until` the agency neither bids nor is awarded nor is listed as able.

    Running contracts go on. The clock restores it.
    """
    agency = reads.lock_agency(access.agency_to_measure(actor, agency_uscc).pk)
    at = clock.now()
    check(TO_SUSPEND, MeasureFacts(agency.standing, at, until, case, agency.suspended_until), on=clock.day_of(at))
    agency.suspend(at=at, until=until)
    agency.save()
    done = record(actor, "org.suspended", {"org": agency_uscc, "until": stamp(until), "case": case}, at=at)
    keep_step(agency, Step.SUSPENDED, done, until=until, case=case)
    return agency
