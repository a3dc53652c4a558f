"""A seat is left, and the next in the drawn order takes one."""

from __future__ import annotations

from datetime import datetime

from bidding.actions.scoring.seat_expert import seat_expert
from bidding.models import Need, Seat
from kernel.actors import Actor
from ledger.record import record


def leave_seat(*, actor: Actor, need: Need, seat: Seat, because: str, at: datetime) -> None:
    """Leave a seat as "late" or "aside", in the caller's transaction and under its lock; a reason in words stays private."""
    seat.left_at, seat.because = at, because
    seat.save()
    private = {"private": {"reason": seat.reason}} if seat.reason else {}
    record(actor, "expert.left", {"need": need.number, "expert": seat.expert.code, "because": because}, at=at, **private)
    seat_expert(actor=actor, need=need, panel=seat.panel, at=at)
