"""Lift a warning or a suspension: by the clock when it has run out, or earlier by a decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from agencies import access, reads
from agencies.actions.parts.steps import keep_step
from agencies.models import Agency
from agencies.rules.standing import TO_RESTORE, MeasureFacts
from agencies.states import Standing, Step
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def restore_agency(*, actor: Actor, agency_uscc: str, case: str = "") -> Agency:
    """Lift the agency's warning or suspension, earlier than its end only by a decision that is named (a repair)."""
    agency = reads.lock_agency(access.agency_to_measure(actor, agency_uscc).pk)
    return _lift(actor, agency, case)


@transaction.atomic
def lift_run_out_measure(*, actor: Actor, agency_id: int) -> Agency:
    """Lift a measure whose time has run out (by the scheduler)."""
    access.only_the_clock(actor)
    return _lift(actor, reads.lock_agency(agency_id), "")


def _lift(actor: Actor, agency: Agency, case: str) -> Agency:
    at = clock.now()
    suspended = agency.standing == Standing.SUSPENDED
    ends: datetime | None = agency.suspended_until if suspended else agency.warned_until
    by_the_clock = actor.kind is ActorKind.SYSTEM
    facts = MeasureFacts(agency.standing, at, None, case, ends, by_the_clock)
    check(TO_RESTORE, facts, on=clock.day_of(at))
    if suspended:
        agency.restore()
    else:
        agency.clear_warning()
    agency.save()
    repaired = ends is not None and at < ends
    event = "org.restored" if suspended else "org.cleared"
    done = record(actor, event, {"org": agency.organisation.uscc, "repaired": repaired, "case": case}, at=at)
    note = "期满自动恢复" if by_the_clock else "经决定恢复"
    keep_step(agency, Step.RESTORED if suspended else Step.CLEARED, done, case=case, note=note)
    return agency
