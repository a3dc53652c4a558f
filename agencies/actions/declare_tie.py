"""Declare a tie to an organ that approves."""

from __future__ import annotations

from django.db import transaction

from agencies.actions.parts.task import open_task
from agencies.models import DeclaredTie
from kernel.access import NotFound
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def declare_tie(*, actor: Actor, organ_name: str, nature: str, organ_uscc: str = "") -> DeclaredTie:
    """Declare a tie: published, and checked at bid, at award and at contract."""
    opened = open_task(actor)
    tie = DeclaredTie.objects.create(
        agency=opened.agency, organ_name=organ_name, organ_uscc=organ_uscc, nature=nature, declared_at=opened.at
    )
    opened.done("ties", ties_declared=True)
    if opened.is_public:
        record(actor, "tie.declared", {"org": actor.uscc, "organ": organ_uscc, "organ_name": organ_name, "nature": nature})
    return tie


@transaction.atomic
def declare_no_ties(*, actor: Actor) -> None:
    """Declare that there are no further ties."""
    open_task(actor).done("ties", ties_declared=True)


@transaction.atomic
def drop_tie(*, actor: Actor, tie_id: int) -> None:
    """Take back a tie that has ended; the record keeps that it was declared."""
    opened = open_task(actor)
    tie = opened.agency.ties.filter(pk=tie_id).first()
    if tie is None:
        raise NotFound
    body = {"org": actor.uscc, "organ": tie.organ_uscc, "organ_name": tie.organ_name}
    tie.delete()
    opened.done("ties")
    if opened.is_public:
        record(actor, "tie.ended", body)
