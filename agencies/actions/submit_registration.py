"""Hand in the application."""

from django.db import transaction

from agencies import access, reads
from agencies.models import Registration
from agencies.rules.registration import TO_SUBMIT_A_REGISTRATION
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days, end_of_day
from kernel.rulebook import check
from ledger.record import record
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def submit_registration(*, actor: Actor) -> Registration:
    """Hand in the application for the formal check, which answers within the region's working days; silence then admits.

    Raises:
        RulesBroken: with everything that is missing, at once; and when it is handed in a second time.
    """
    agency = reads.lock_agency(access.agency_of(actor, to="manage").pk)
    at = clock.now()
    registration = reads.lock_open_registration(agency) or reads.newest_registration(agency) or Registration()
    registration.agency = agency
    check(TO_SUBMIT_A_REGISTRATION, reads.registration_facts(registration, at), on=clock.day_of(at))
    days = term(TermName.FORMAL_CHECK_DAYS, agency.organisation.region, on=clock.day_of(at))
    if registration.number is None:
        registration.number = reads.next_registration_number(clock.day_of(at).year)
    registration.reasons = {}
    registration.submit(at=at, due_at=end_of_day(clock.day_of(add_working_days(at, days))))
    registration.save()
    record(actor, "registration.submitted", {"org": actor.uscc, "number": registration.number}, at=at)
    return registration
