"""A round has run out; the next begins, or the need waits for its decision."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.rounds.open_round import begin
from bidding.models import Need
from bidding.reads import room
from bidding.rules.steps import TO_CLOSE_A_ROUND, RoundFacts
from bidding.wake import wake_watchers
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record, stamp


@transaction.atomic
def close_round(*, actor: Actor, number: str) -> Need:
    """Close the running round at its end or later, and begin the next at once; without a running round nothing changes.

    After the last round those level at the lowest price, above the floor, have one extra round among themselves.

    Raises:
        RulesBroken: before the end of the round.
    """
    access.may_run_the_clock(actor)
    need = reads.lock_need(number)
    running = need.rounds.filter(closed_at=None).first()
    if running is None:
        return need
    at = clock.now()
    check(TO_CLOSE_A_ROUND, RoundFacts(at, running.ends_at), on=need.law_day or clock.day_of(at))
    running.closed_at = at
    running.save()
    body: dict[str, Any] = {
        "need": number,
        "round": running.number,
        "ends_at": stamp(running.ends_at),
        "extensions": running.extensions,
    }
    record(actor, "round.closed", body, at=at)
    wake_watchers(need, "round.closed")
    if running.number < room.terms_of(need).rounds:
        begin(actor, need, running.number + 1, at=at)
    elif running.number == room.terms_of(need).rounds and (level := room.level_in(need)):
        begin(actor, need, running.number + 1, at=at, level=level)
    return need
