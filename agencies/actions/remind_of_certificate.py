"""Remind an agency of a certificate that runs out."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from agencies import access, reads
from agencies.models import Certificate
from kernel import clock, outbox
from kernel.actors import Actor
from ledger.canonical import Plain
from ledger.record import record

REMIND_AT = (30, 7, 0)  # days left; the last day itself is 0
EXPIRED = -1


def stage(valid_until: date, today: date) -> int | None:
    """Which reminder a certificate has reached: 30, 7 or 0 days left, -1 when it has run out, None before."""
    left = (valid_until - today).days
    return EXPIRED if left < 0 else min((days for days in REMIND_AT if left <= days), default=None)


@transaction.atomic
def remind_of_certificate(*, actor: Actor, certificate_id: int) -> bool:
    """Tell of the reminder that a certificate has reached, once each; says whether anything was told.

    Once it has run out its services are hidden (by the day, not by this verb) and the record says so; the agency stays.
    """
    access.only_the_clock(actor)
    held: Certificate = reads.lock_certificate(certificate_id)
    today = clock.today()
    reached = stage(held.valid_until, today)
    if reached is None or (held.reminded_at_days is not None and held.reminded_at_days <= reached):
        return False
    held.reminded_at_days = reached
    held.save()
    org = held.agency.organisation.uscc
    body = {"org": org, "kind": held.kind, "valid_until": held.valid_until.isoformat()}
    if reached == EXPIRED:
        hidden: list[Plain] = [each.item_code for each in held.services.filter(needs_certificate=True).order_by("pk")]
        record(actor, "certificate.expired", {**body, "hides": hidden})
    else:
        outbox.emit("certificate.expiring", {**body, "certificate": held.pk, "days_left": (held.valid_until - today).days})
    return True
