"""Return an application with its reasons."""

from __future__ import annotations

from django.db import transaction

from agencies import access, reads
from agencies.models import Registration
from agencies.rules.registration import TO_RETURN_A_REGISTRATION
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def return_registration(*, actor: Actor, registration_id: int, reasons: dict[str, str]) -> Registration:
    """Return an application so that it can be mended and handed in again.

    Args:
        actor: an official who checks registrations, of the agency's region.
        registration_id: which one.
        reasons: a sentence for each task that must be mended, by the task's name.
    """
    access.registration_to_answer(actor, registration_id)
    registration = reads.lock_registration(registration_id)
    at = clock.now()
    check(TO_RETURN_A_REGISTRATION, reads.registration_facts(registration, at, reasons=reasons), on=clock.day_of(at))
    registration.reasons, registration.decided_by_id = dict(reasons), actor.person_id
    registration.return_with_reasons(at=at)
    registration.save()
    body: dict[str, Plain] = {
        "org": registration.agency.organisation.uscc,
        "number": registration.number,
        "tasks": list[Plain](sorted(reasons)),
    }
    record(actor, "registration.returned", body, at=at, private={"reasons": dict(reasons)})
    return registration
