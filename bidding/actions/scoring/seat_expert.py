"""The next expert in the drawn order takes a seat."""

from __future__ import annotations

from datetime import datetime

from bidding.models import Expert, Need, Panel, Seat
from bidding.reads import scoring
from kernel.actors import Actor
from kernel.calendar import add_working_days
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term


def seat_expert(*, actor: Actor, need: Need, panel: Panel, at: datetime) -> Seat | None:
    """Seat the next of the order with a time limit of its own, in the caller's transaction and under its lock; None if
    nobody is left."""
    code = scoring.following(panel)
    if code is None:
        return None
    assert need.law_day is not None
    days = term(TermName.SCORING_DAYS, need.region, on=need.law_day)
    seat = Seat.objects.create(
        panel=panel, expert=Expert.objects.get(code=code), seated_at=at, score_by=add_working_days(at, days)
    )
    record(actor, "expert.seated", {"need": need.number, "expert": code, "score_by": stamp(seat.score_by)}, at=at)
    return seat
