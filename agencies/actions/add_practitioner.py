"""State the qualified people; the public sees numbers of them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from agencies.actions.parts.task import open_task
from agencies.models import Practitioner
from kernel.access import NotFound
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def add_practitioner(*, actor: Actor, name: str, kind: str, licence_number: str, valid_until: date | None = None) -> Practitioner:
    """State a qualified person; the same kind and licence number changes the entry."""
    opened = open_task(actor)
    held = opened.agency.practitioners.filter(kind=kind, licence_number=licence_number).first()
    held = held or Practitioner(agency=opened.agency, kind=kind, licence_number=licence_number)
    held.name, held.valid_until = name, valid_until
    held.save()
    opened.done("practitioners", practitioners_declared=True)
    if opened.is_public:
        record(actor, "practitioner.added", {"org": actor.uscc, "kind": kind}, private={"licence_number": licence_number})
    return held


@transaction.atomic
def drop_practitioner(*, actor: Actor, practitioner_id: int) -> None:
    """Take a person off the register."""
    opened = open_task(actor)
    held = opened.agency.practitioners.filter(pk=practitioner_id).first()
    if held is None:
        raise NotFound
    kind = held.kind
    held.delete()
    opened.done("practitioners")
    if opened.is_public:
        record(actor, "practitioner.dropped", {"org": actor.uscc, "kind": kind})


@transaction.atomic
def declare_practitioners(*, actor: Actor) -> None:
    """State that all qualified people are on the register, even if there are none."""
    open_task(actor).done("practitioners", practitioners_declared=True)
