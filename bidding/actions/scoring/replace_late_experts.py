"""Experts who let their time pass are followed by the next in the order."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.actions.scoring.leave_seat import leave_seat
from bidding.reads import scoring
from kernel import clock
from kernel.actors import Actor


@transaction.atomic
def replace_late_experts(*, actor: Actor, number: str) -> int:
    """Replace every expert whose time has run out without a lock; gives how many."""
    access.may_run_the_clock(actor)
    need = reads.lock_need(number)
    at = clock.now()
    if not scoring.is_scoring(need):
        return 0
    late = [s for s in reads.lock_seats(need) if s.locked_at is None and s.left_at is None and at >= s.score_by]
    for seat in late:
        leave_seat(actor=actor, need=need, seat=seat, because="late", at=at)
    return len(late)
