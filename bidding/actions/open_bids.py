"""The keys are released and every bid is read at once."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.models import Bid, Need
from bidding.rules.opening import DELAY_MINUTES, SELF_REVEAL_DAYS, TO_OPEN_BIDS, OpeningFacts
from bidding.states import CancelReason, NeedState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import broken
from ledger.canonical import Plain
from ledger.reads import recorded_facts
from ledger.record import record
from sealing.opening import Opened, open_envelope
from sealing.trustees import Answers, NotYet, collect

log = logging.getLogger(__name__)


def open_bids(*, actor: Actor, number: str) -> Need:
    """Open all bids of a closed need, each as opened or as void for a reason that anybody can recompute.

    The trustees are asked before the need is locked: nobody waits for a slow one. With too few keys nothing is opened: the
    delay is recorded once, and when it lasts beyond its own deadline the need is cancelled for missing keys. Never a part
    of the bids.
    """
    access.may_run_the_clock(actor)
    return _open_with(actor, number, _answers(reads.need_by_number(number)))


@transaction.atomic
def _open_with(actor: Actor, number: str, answers: Answers) -> Need:
    need = reads.lock_need(number)  # what was seen before the asking may have changed: only this counts
    at = clock.now()
    is_closed = need.state == NeedState.CLOSED
    keys = answers.keys
    found = broken(TO_OPEN_BIDS, OpeningFacts(is_closed, len(keys), need.trustees["t"]), on=clock.day_of(at))
    if is_closed and found:
        _wait_or_give_up(actor, need, answers)
        return need
    need.open_bids(at=at)
    for i, key in keys.items():
        record(actor, "trustee.released", {"need": number, "i": i, "key": key}, at=at)
    for i, outcome in answers.outcomes.items():
        if i not in keys:
            record(actor, "trustee.missed", {"need": number, "i": i, "outcome": outcome}, at=at)
    need.save()
    for bid in reads.sealed_bids(need):
        _open(actor, need, bid, keys)
    return need


def _answers(need: Need) -> Answers:
    """The keys that the trustees give out against the recorded closing, and what each trustee did.

    A closed need stays closed under the same notice until its bids are opened, so the answers still fit when it is locked.
    """
    if need.state != NeedState.CLOSED:
        return Answers({}, {})
    closed = recorded_facts("need.closed", need.number)
    assert need.closes_at is not None
    try:
        if closed:
            return collect(need.trustees, need.number, need.closes_at, closed=closed[0])
    except NotYet as waiting:
        log.info("%s is not opened yet: %s", need.number, waiting)
    return Answers({}, {})


def _open(actor: Actor, need: Need, bid: Bid, keys: dict[int, str]) -> None:
    said = open_envelope(bid.envelope, keys)
    body: dict[str, Any] = {"need": need.number, "bidder": bid.agency.organisation.uscc, "bid": bid.envelope_hash}
    assert need.opened_at is not None
    if isinstance(said, Opened):
        bid.open(at=need.opened_at)
        bid.plain, bid.opening = said.plain, {"r": said.r, "seed": said.seed}
        bid.amount_fen, bid.rate_bp = said.plain.get("amount_fen"), said.plain.get("rate_bp")
        bid.save()
        record(actor, "bid.opened", {**body, "plain": said.plain, **bid.opening}, at=need.opened_at)
    else:
        bid.declare_void(at=need.opened_at)
        bid.void_reason = said.reason
        bid.save()
        record(actor, "bid.void", {**body, "reason": said.reason, "envelope": bid.envelope}, at=need.opened_at)


def _wait_or_give_up(actor: Actor, need: Need, answers: Answers) -> None:
    """After half an hour record the delay, once; after its deadline give the need up, with every bid unread."""
    at = clock.now()
    assert need.closed_at is not None
    if at < need.closed_at + timedelta(minutes=DELAY_MINUTES):
        return
    if need.opening_delayed_at is None:
        need.opening_delayed_at = at
        need.save()
        outcomes: dict[str, Plain] = {str(i): outcome for i, outcome in answers.outcomes.items()}
        body: dict[str, Plain] = {"need": need.number, "held": len(answers.keys), "threshold": need.trustees["t"]}
        record(actor, "opening.delayed", {**body, "outcomes": outcomes}, at=at)
    elif at >= add_working_days(need.opening_delayed_at, SELF_REVEAL_DAYS):
        for bid in reads.sealed_bids(need):
            bid.leave_unopened(at=at)
            bid.save()
        need.cancel_reason = CancelReason.KEYS_MISSING
        need.cancel(at=at)
        need.save()
        record(actor, "need.cancelled", {"need": need.number, "reason": str(need.cancel_reason)}, at=at)
