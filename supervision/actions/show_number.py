"""The organ shows the number to which it had committed itself."""

from __future__ import annotations

from django.db import transaction

from draws.actions.show_commitment import show_commitment
from draws.reads import lock_contribution
from draws.terms import commitment_of
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from supervision import access, reads
from supervision.models import Inspection
from supervision.rules import TO_SHOW_A_NUMBER, ShowingFacts


@transaction.atomic
def show_number(*, actor: Actor, number: str, value: bytes) -> Inspection:
    """Show the organ's 32 bytes, when the lists are taken already and the operator's number is not yet known."""
    access.own_inspection(actor, number, to="decide")
    inspection = reads.lock_inspection(number)
    party, at = inspection.organ.uscc, clock.now()
    given = lock_contribution(number, party)
    facts = ShowingFacts(
        now=at,
        opens_at=inspection.opens_at,
        draws_at=inspection.draws_at,
        fits=len(value) == 32 and commitment_of(number, party, value) == given.commit,
        is_shown=bool(given.value),
    )
    check(TO_SHOW_A_NUMBER, facts, on=clock.day_of(at))
    show_commitment(actor=actor, subject=number, party=party, value=value.hex())
    record(actor, "inspection.shown", {"inspection": number, "party": party, "value": value.hex()}, at=at)
    return inspection
