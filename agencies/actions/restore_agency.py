"""Lift a warning or a suspension that has run out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from agencies import access, reads
from agencies.actions.parts.steps import keep_step
from agencies.models import Agency
from agencies.rules.standing import TO_RESTORE, MeasureFacts
from agencies.states import Standing, Step
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def restore_agency(*, actor: Actor, agency_id: int) -> Agency:
    """Lift a measure whose time has run out (by the scheduler)."""
    access.only_the_clock(actor)
    agency = reads.lock_agency(agency_id)
    at = clock.now()
    suspended = agency.standing == Standing.SUSPENDED
    ends: datetime | None = agency.suspended_until if suspended else agency.warned_until
    check(TO_RESTORE, MeasureFacts(agency.standing, at, ends_now=ends), on=clock.day_of(at))
    if suspended:
        agency.restore()
    else:
        agency.clear_warning()
    agency.save()
    done = record(actor, "org.restored" if suspended else "org.cleared", {"org": agency.organisation.uscc}, at=at)
    keep_step(agency, Step.RESTORED if suspended else Step.CLEARED, done, note="期满自动恢复")
    return agency
