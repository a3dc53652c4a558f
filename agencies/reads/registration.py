"""An application and what belongs to it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db.models import Count, Min, QuerySet
from stdnum.cn import uscc

from agencies.models import Agency, OfferedService, Registration
from agencies.rules.promises import hash_of_letter
from agencies.rules.registration import RegistrationFacts, ServiceFacts
from agencies.states import RegistrationState
from kernel import clock
from market.models import ListItem
from market.reads import edition_on


def agency_by_uscc(code: str) -> Agency | None:
    """The agency with that code, if there is one."""
    return Agency.objects.select_related("organisation__region").filter(organisation__uscc=code).first()


def open_registration(agency: Agency) -> Registration | None:
    """The application that is being written, checked or mended, if there is one."""
    return agency.registrations.exclude(state=RegistrationState.ADMITTED).first()


def newest_registration(agency: Agency) -> Registration | None:
    """The agency's newest application."""
    return agency.registrations.order_by("-pk").first()


def waiting_registrations(among: QuerySet[Registration]) -> tuple[int, datetime | None]:
    """How many of these wait for an answer, and by when the first must have one."""
    waiting = among.filter(state=RegistrationState.SUBMITTED).aggregate(count=Count("pk"), first=Min("due_at"))
    return waiting["count"], waiting["first"]


def service_facts(service: OfferedService, on: date) -> ServiceFacts:
    """A service in the words of the rules."""
    held = service.certificate
    valid = held is not None and held.valid_from <= on <= held.valid_until
    return ServiceFacts(service.name, service.is_published_in_full, service.needs_certificate, valid)


def registration_facts(registration: Registration, at: datetime, *, reasons: dict[str, str] | None = None) -> RegistrationFacts:
    """An application in the words of the rules."""
    agency, on = registration.agency, clock.day_of(at)
    return RegistrationFacts(
        state=registration.state,
        on=on,
        at=at,
        code=agency.organisation.uscc,
        code_is_genuine=uscc.is_valid(agency.organisation.uscc),
        own_code=agency.organisation.uscc,
        unit_confirmed=registration.unit_confirmed,
        has_licence=agency.licence_id is not None,
        representative=agency.legal_representative,
        agent=agency.agent_name,
        has_authorisation=agency.authorisation_id is not None,
        agent_until=agency.agent_until,
        services=tuple(service_facts(each, on) for each in agency.services.select_related("certificate").order_by("pk")),
        practitioners_declared=registration.practitioners_declared,
        ties_declared=registration.ties_declared,
        promises_hash=agency.promises_hash,
        promises_hash_now=hash_of_letter(),
        barred_until=agency.barred_until,
        due_at=registration.due_at,
        reasons=tuple((reasons or {}).items()),
    )


def unit_facts(agency: Agency, code: str, at: datetime) -> RegistrationFacts:
    """A code that somebody typed, beside the agency's own."""
    own = agency.organisation.uscc
    genuine = uscc.is_valid(code)
    return RegistrationFacts("", clock.day_of(at), at, code=code, code_is_genuine=genuine, own_code=own)


def offered_services(agency: Agency) -> list[OfferedService]:
    """What an agency offers, shown or hidden, in its own order."""
    return list(agency.services.select_related("certificate").order_by("pk"))


def items_of_the_day(on: date) -> list[ListItem]:
    """The retained items in force on a day."""
    edition = edition_on(on)
    return list(edition.items.filter(is_in_force=True).select_related("approval").order_by("code")) if edition else []


def people_by_kind(agency: Agency) -> dict[str, int]:
    """How many qualified people of each kind; never who."""
    return dict(Counter(agency.practitioners.order_by("kind").values_list("kind", flat=True)))
