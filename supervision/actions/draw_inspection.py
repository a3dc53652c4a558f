"""The hour of an inspection has come: agencies and inspectors are drawn."""

from __future__ import annotations

from django.db import transaction

from draws.actions.show_commitment import show_own_commitment
from draws.reads import contributions_of, way_of
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from supervision import access, reads
from supervision.drawing import both_drawn
from supervision.models import Inspection
from supervision.rules import TO_DRAW_AN_INSPECTION, DrawingFacts


@transaction.atomic
def draw_inspection(*, actor: Actor, number: str) -> Inspection:
    """Take the lists as the record has them at the announced moment, show the operator's number, and draw. Once.

    Where the organ has not shown its number, its commitment stands in: it could not know what its silence would change.
    """
    access.only_the_clock(actor)
    inspection = reads.lock_inspection(number)
    if inspection.drawn_at is not None:
        return inspection
    at = clock.now()
    facts = DrawingFacts(at, inspection.draws_at, reads.unordered_before(inspection.listed_at))
    check(TO_DRAW_AN_INSPECTION, facts, on=clock.day_of(at))
    show_own_commitment(actor=actor, subject=number)
    outcome = both_drawn(
        number,
        reads.register_before(inspection.listed_at),
        contributions=contributions_of(number),
        way=way_of(number),
        **reads.announced(inspection),
    )
    inspection.outcome, inspection.drawn_at = outcome, at
    inspection.save(update_fields=["outcome", "drawn_at"])
    record(actor, "inspection.drawn", outcome, at=at)
    return inspection
