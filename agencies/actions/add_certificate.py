"""Put a certificate on the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.base import File
from django.db import transaction

from agencies.actions.parts.paper import keep_paper
from agencies.actions.parts.task import open_task
from agencies.models import Certificate
from agencies.rules.offering import TO_ADD_A_CERTIFICATE, CertificateFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def add_certificate(
    *,
    actor: Actor,
    kind: str,
    number: str,
    valid_from: date,
    valid_until: date,
    level: str = "",
    issued_by: str = "",
    file: File | None = None,
    services: Sequence[int] = (),
) -> Certificate:
    """Put a certificate on the register (the same kind and number renews it) and say which services stand on it.

    Args:
        actor: who manages the agency.
        kind: what it is called.
        number: its number.
        valid_from: the first good day.
        valid_until: the last good day.
        level: its level, if it has any.
        issued_by: who issued it.
        file: a scan; without one the scan handed in before stays.
        services: primary keys of the services that stand on it.
    """
    opened = open_task(actor)
    facts = CertificateFacts(opened.agency.standing, valid_from, valid_until, clock.day_of(opened.at))
    check(TO_ADD_A_CERTIFICATE, facts, on=clock.day_of(opened.at))
    held = opened.agency.certificates.filter(kind=kind, number=number).first()
    held = held or Certificate(agency=opened.agency, kind=kind, number=number)
    held.level, held.issued_by = level, issued_by
    held.valid_from, held.valid_until, held.reminded_at_days = valid_from, valid_until, None
    if file is not None:
        held.paper = keep_paper(opened.agency, file, opened.at)
    held.save()
    for service in opened.agency.services.filter(pk__in=services):
        service.certificate = held
        service.save()
    opened.done("certificates")
    if opened.is_public:
        record(
            actor,
            "certificate.added",
            {
                "org": actor.uscc,
                "kind": kind,
                "valid_from": valid_from.isoformat(),
                "valid_until": valid_until.isoformat(),
            },
            private={"number": number},
        )
    return held
