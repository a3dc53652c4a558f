"""Carry out a decided removal."""

from datetime import datetime

from django.db import transaction

from agencies import access, reads
from agencies.actions.parts.steps import keep_step
from agencies.models import Agency
from agencies.rules.standing import TO_REMOVE, MeasureFacts
from agencies.states import Step
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record, stamp


@transaction.atomic
def remove_agency(*, actor: Actor, agency_uscc: str, until: datetime, case: str) -> Agency:
    """Carry out a decided removal: the agency is off the list, and barred from registering anew before `until`."""
    agency = reads.lock_agency(access.agency_to_measure(actor, agency_uscc).pk)
    at = clock.now()
    check(TO_REMOVE, MeasureFacts(agency.standing, at, until, case), on=clock.day_of(at))
    agency.remove(at=at, until=until)
    agency.save()
    done = record(actor, "org.removed", {"org": agency_uscc, "until": stamp(until), "case": case}, at=at)
    keep_step(agency, Step.REMOVED, done, until=until, case=case)
    return agency
