"""Carry out a decided warning."""

from datetime import datetime

from django.db import transaction

from agencies import access, reads
from agencies.actions.parts.steps import keep_step
from agencies.models import Agency
from agencies.rules.standing import TO_WARN, WARNING_STANDS, MeasureFacts
from agencies.states import Standing, Step
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record, stamp


@transaction.atomic
def warn_agency(*, actor: Actor, agency_uscc: str, case: str, until: datetime | None = None) -> Agency:
    """Carry out a decided warning: it stands beside the name until `until` (90 days if not given). The agency goes on serving.

    A suspended agency stays suspended: the warning is recorded and shown in its history.
    """
    agency = reads.lock_agency(access.agency_to_measure(actor, agency_uscc).pk)
    at = clock.now()
    until = until or at + WARNING_STANDS
    check(TO_WARN, MeasureFacts(agency.standing, at, until, case), on=clock.day_of(at))
    if agency.standing != Standing.SUSPENDED:
        agency.warn(at=at, until=until)
        agency.save()
    done = record(actor, "org.warned", {"org": agency_uscc, "case": case, "until": stamp(until)}, at=at)
    keep_step(agency, Step.WARNED, done, until=until, case=case)
    return agency
