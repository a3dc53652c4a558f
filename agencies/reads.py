"""Questions asked of the agencies' tables; the only home of their locks (order: organisation, agency, registration)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet, Value
from stdnum.cn import uscc

from agencies.models import Agency, Certificate, DeclaredTie, OfferedService, Registration
from agencies.rules.promises import hash_of_letter
from agencies.rules.registration import RegistrationFacts, ServiceFacts
from agencies.states import ABLE_TO_SERVE, RegistrationState, Standing
from kernel import clock
from market.models import Organisation


@dataclass(frozen=True)
class AgencyFacts:
    """An agency as it stands towards one service and one organ on a day."""

    able_to_serve: bool
    standing: str
    offers_item: bool
    published_in_full: bool
    certificate_kinds_valid: frozenset[str] = frozenset()
    practitioners: dict[str, int] = field(default_factory=dict)
    ties: tuple[str, ...] = ()
    suspended_until: datetime | None = None
    grade: str = "none"
    score_centi: int | None = None


def visible_services(on: date) -> Q:
    """The services that are shown on a day: where the law asks a certificate, one that is valid that day (A5)."""
    valid = Q(certificate__valid_from__lte=on, certificate__valid_until__gte=on)
    return Q(needs_certificate=False) | valid


def _held(agency: Agency, day: date, last: date) -> tuple[frozenset[str], dict[str, int]]:
    """The kinds of valid certificates and the numbers of qualified people by kind, in one query."""
    certificates = agency.certificates.filter(valid_from__lte=day, valid_until__gte=last)
    people = agency.practitioners.filter(Q(valid_until=None) | Q(valid_until__gte=last))
    marked = (
        certificates.order_by()
        .values_list("kind", Value(True), Value(0))
        .union(people.order_by().values_list("kind", Value(False), "pk"), all=True)
    )
    rows = list(marked)
    kinds = frozenset(kind for kind, is_certificate, _ in rows if is_certificate)
    return kinds, dict(Counter(kind for kind, is_certificate, _ in rows if not is_certificate))


def ties_to(agency: Agency, organ_uscc: str, organ_name: str) -> list[DeclaredTie]:
    """The declared ties that lead to an organ: by its code, or by name where the tie has no code."""
    if not organ_uscc and not organ_name:
        return []
    by_code = Q(organ_uscc=organ_uscc) if organ_uscc else Q(pk=None)
    return list(agency.ties.filter(by_code | Q(organ_uscc="", organ_name=organ_name)))


def standing_facts(
    agency: Agency, *, item_code: str, organ_uscc: str = "", organ_name: str = "", day: date, until: date | None = None
) -> AgencyFacts:
    """What bidding must know of an agency, in three queries.

    Args:
        agency: freshly read or locked by the caller: the standing is taken from it.
        item_code: the retained item that is bought; "" asks for no item.
        organ_uscc: the approving organ to which no tie may lead; matched by code, or by name where a tie has no code.
        organ_name: the same organ's name.
        day: the day in Beijing that judges.
        until: certificates must stay valid through this day, too (for example the end of the service).
    """
    last = max(day, until) if until else day
    offered = list(agency.services.filter(visible_services(day), item_code=item_code)) if item_code else []
    kinds, people = _held(agency, day, last)
    return AgencyFacts(
        able_to_serve=agency.standing in ABLE_TO_SERVE,
        standing=agency.standing,
        offers_item=bool(offered) or not item_code,
        published_in_full=any(each.is_published_in_full for each in offered) or not item_code,
        certificate_kinds_valid=kinds,
        practitioners=people,
        ties=tuple(str(tie) for tie in ties_to(agency, organ_uscc, organ_name)),
        suspended_until=agency.suspended_until,
        grade=agency.grade,
        score_centi=agency.score_centi,
    )


def lock_organisation(pk: int) -> Organisation:
    """The organisation, locked: it becomes an agency once."""
    return Organisation.objects.select_for_update(of=("self",)).select_related("region").get(pk=pk)


def lock_agency(pk: int) -> Agency:
    """The agency, locked with its standing."""
    return Agency.objects.select_for_update(of=("self",)).select_related("organisation__region").get(pk=pk)


def agency_by_uscc(code: str) -> Agency | None:
    """The agency with that code, if there is one."""
    return Agency.objects.select_related("organisation__region").filter(organisation__uscc=code).first()


def lock_registration(pk: int) -> Registration:
    """A registration and its agency, both locked, the agency first."""
    agency_id = Registration.objects.values_list("agency_id", flat=True).get(pk=pk)
    agency = lock_agency(agency_id)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=pk)
    registration.agency = agency
    return registration


def open_registration(agency: Agency) -> Registration | None:
    """The application that is being written, checked or mended, if there is one."""
    return agency.registrations.exclude(state=RegistrationState.ADMITTED).first()


def newest_registration(agency: Agency) -> Registration | None:
    """The agency's newest application."""
    return agency.registrations.order_by("-pk").first()


def lock_open_registration(agency: Agency) -> Registration | None:
    """The open application of an agency that the caller has locked, locked too."""
    return agency.registrations.select_for_update().exclude(state=RegistrationState.ADMITTED).first()


def lock_certificate(pk: int) -> Certificate:
    """A certificate with its agency, locked."""
    return Certificate.objects.select_for_update(of=("self",)).select_related("agency__organisation").get(pk=pk)


def next_registration_number(year: int) -> str:
    """The next number of the year; numbers are given out one transaction at a time, without a gap."""
    start = f"ZX-RZ-{year}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [start])
    last = Registration.objects.filter(number__startswith=start).order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:06d}"


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


def registrations_due(at: datetime) -> QuerySet[Registration]:
    """The applications whose time for an answer has run out."""
    return Registration.objects.filter(state=RegistrationState.SUBMITTED, due_at__lte=at).order_by("due_at", "pk")


def measures_run_out(at: datetime) -> QuerySet[Agency]:
    """The agencies whose suspension or warning has run out."""
    suspended = Q(standing=Standing.SUSPENDED, suspended_until__lte=at)
    return Agency.objects.filter(suspended | Q(standing=Standing.WARNED, warned_until__lte=at)).order_by("pk")


def certificates_to_remind(today: date) -> QuerySet[Certificate]:
    """The certificates of listed agencies that run out within 30 days and have not been told of to the end."""
    listed = Certificate.objects.exclude(agency__standing__in=(Standing.UNLISTED, Standing.REMOVED))
    soon = listed.filter(valid_until__lte=today + timedelta(days=30))
    return soon.exclude(reminded_at_days=-1).order_by("valid_until", "pk")
