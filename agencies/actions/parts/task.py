"""How a task of the application is saved: locked, only by who manages, only while it is open, and its reason is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agencies import access, reads
from agencies.models import Agency, Registration
from agencies.rules.offering import TO_CHANGE_THE_REGISTER, OfferFacts
from agencies.rules.registration import TO_CHANGE_A_REGISTRATION
from agencies.states import Standing
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@dataclass(frozen=True)
class Opened:
    """An agency, locked for a change; `registration` is None once it is admitted: changes then take effect at once."""

    agency: Agency
    registration: Registration | None
    at: datetime

    @property
    def is_public(self) -> bool:
        """Whether the change is published and recorded now."""
        return self.registration is None

    def done(self, task: str, **flags: bool) -> None:
        """Save the agency; note the task's flags, and strike the reason for which it was returned."""
        self.agency.save()
        if self.registration is not None:
            self.registration.reasons.pop(task, None)
            for name, value in flags.items():
                setattr(self.registration, name, value)
            self.registration.save()


def open_task(actor: Actor) -> Opened:
    """Lock the actor's agency for a change of what it tells of itself.

    Raises:
        RulesBroken: while the application is being checked, and for an agency that was removed.
    """
    agency = reads.lock_agency(access.agency_of(actor, to="manage").pk)
    at = clock.now()
    if agency.standing != Standing.UNLISTED:
        check(TO_CHANGE_THE_REGISTER, OfferFacts(agency.standing), on=clock.day_of(at))
        return Opened(agency, None, at)
    registration = reads.lock_open_registration(agency) or Registration(agency=agency)
    registration.agency = agency
    check(TO_CHANGE_A_REGISTRATION, reads.registration_facts(registration, at), on=clock.day_of(at))
    return Opened(agency, registration, at)
