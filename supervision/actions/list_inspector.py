"""An official comes into the organ's pool of inspectors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from market.models import Person
from supervision import access, reads
from supervision.models import Inspector
from supervision.rules import TO_LIST_AN_INSPECTOR, InspectorFacts


@transaction.atomic
def list_inspector(*, actor: Actor, person: Person, ties: Iterable[str] = ()) -> Inspector:
    """Take an official of the actor's organ into its pool. The record gets a code and the declared ties, never the name.

    Args:
        actor: who manages the organ.
        person: who it is.
        ties: codes of the organisations for which the official stands aside.
    """
    organ = reads.lock_organ(access.organ_of(actor, to="manage"))
    reads.lock_numbers()
    at = clock.now()
    facts = InspectorFacts(reads.is_official(organ.pk, person.pk), reads.is_in_the_pool(organ.pk, person.pk))
    check(TO_LIST_AN_INSPECTOR, facts, on=clock.day_of(at))
    inspector = Inspector.objects.create(
        code=reads.next_inspector_code(),
        organ=organ,
        person=person,
        ties=sorted(set(ties)),
        listed_at=at,
        is_demo=person.is_demo,
    )
    body: dict[str, Any] = {"inspector": inspector.code, "organ": organ.uscc, "ties": list(inspector.ties)}
    record(actor, "inspector.listed", body, at=at, private={"name": person.full_name})
    return inspector
