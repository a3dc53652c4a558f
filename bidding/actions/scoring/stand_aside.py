"""An expert stands aside."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.actions.scoring.leave_seat import leave_seat
from bidding.actions.scoring.score_plan import facts_of_seat
from bidding.models import Seat
from bidding.rules.scoring import TO_STAND_ASIDE, AsideFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def stand_aside(*, actor: Actor, number: str, reason: str) -> Seat:
    """An expert gives the seat up for a reason that stays private; whoever follows in the drawn order takes it."""
    need = reads.lock_need(number)
    seat = access.seat_to_score(actor, number)
    seat.panel.need = need
    facts = AsideFacts(**vars(facts_of_seat(seat)), reason=reason)
    check(TO_STAND_ASIDE, facts, on=need.law_day or clock.today())
    seat.reason = reason.strip()[:400]
    leave_seat(actor=actor, need=need, seat=seat, because="aside", at=facts.now)
    return seat
