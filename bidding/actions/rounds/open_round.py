"""The first round of the live room begins."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.fail_need import fail_for_want_of_bids
from bidding.models import LiveRound, Need
from bidding.reads import room
from bidding.rules.opening import TO_COMPETE
from bidding.wake import wake_watchers
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import broken
from ledger.record import record, stamp


@transaction.atomic
def open_round(*, actor: Actor, number: str) -> Need:
    """Begin the rounds of a need whose sign-ups are open, once the wait of the terms is over; with too few it fails here."""
    access.may_run_the_clock(actor)
    need = reads.lock_need(number)
    at = clock.now()
    if at < room.first_round_at(need):
        return need
    notice = reads.notice_for_bidding(number)
    entered = len(reads.opened_bids(need))
    facts = reads.competition_facts(need, notice, entered)
    if broken(TO_COMPETE, facts, on=need.law_day or clock.today()):
        fail_for_want_of_bids(actor, need, facts)
        return need
    need.start_rounds(at=at)
    need.save()
    begin(actor, need, 1, at=at)
    return need


def begin(actor: Actor, need: Need, number: int, *, at: datetime, level: list[str] | None = None) -> LiveRound:
    """A round begins, in the caller's transaction and under its lock; `level`: the codes of those whose extra round it is."""
    terms = room.terms_of(need)
    made = LiveRound.objects.create(need=need, number=number, opened_at=at, ends_at=at + timedelta(seconds=terms.seconds))
    body: dict[str, Any] = {
        "need": need.number,
        "round": number,
        "opened_at": stamp(at),
        "ends_at": stamp(made.ends_at),
        "terms": vars(terms),
    }
    if level:
        body["level"] = level
    record(actor, "round.opened", body, at=at)
    wake_watchers(need, "round.opened")
    return made
