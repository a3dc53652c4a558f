"""The room's locks, in their order: organisation, declared controls, agency with what it stands for, registration; a certificate with its agency alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from agencies.models import Agency, Certificate, Registration
from agencies.states import RegistrationState
from market.models import Organisation

RELATIONS = 1004  # the advisory lock on who controls whom
STANDING = 1005  # the advisory locks on what agencies stand for, by organisation
KEYS = 1_024  # no more of them, so that a need with ever so many bidders takes few


def lock_relations() -> None:
    """Hold the declared controls of all agencies, to change them: no need is decided or awarded meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RELATIONS])


def share_relations() -> None:
    """Hold the declared controls of all agencies, to judge by them: nobody changes them meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [RELATIONS])


def lock_organisation(pk: int) -> Organisation:
    """The organisation, locked: it becomes an agency once."""
    return Organisation.objects.select_for_update(of=("self",)).select_related("region").get(pk=pk)


def lock_agency(pk: int) -> Agency:
    """The agency, locked to change it: nobody judges meanwhile by what it stands for."""
    agency = Agency.objects.select_for_update(of=("self",)).select_related("organisation__region").get(pk=pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [STANDING, agency.organisation_id % KEYS])
    return agency


def share_standing(organisations: Iterable[int]) -> None:
    """Hold what these agencies stand for (standing, services, certificates, ties), to judge by it: nobody changes it meanwhile."""
    keys = sorted({each % KEYS for each in organisations})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, key) FROM unnest(%s::int[]) AS key", [STANDING, keys])


def lock_registration(pk: int) -> Registration:
    """A registration and its agency, both locked, the agency first."""
    agency_id = Registration.objects.values_list("agency_id", flat=True).get(pk=pk)
    agency = lock_agency(agency_id)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=pk)
    registration.agency = agency
    return registration


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
