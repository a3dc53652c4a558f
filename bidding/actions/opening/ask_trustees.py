"""What the verbs that open envelopes have in common: ask the trustees of a lot, and write down what each did."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from bidding.models import Need
from kernel.actors import Actor
from ledger.canonical import Plain
from ledger.reads import recorded_facts
from ledger.record import record
from sealing.trustees import Answers, NotYet, collect

log = logging.getLogger(__name__)


def trustees_of(need: Need, lot: str) -> dict[str, Any]:
    """The trustees of a lot, as the notice names them; "" is the ordinary lot."""
    named: dict[str, Any] = need.trustees["lots"][lot] if lot else need.trustees
    return named


def ask_trustees(*, actor: Actor, need: Need, lot: str = "") -> Answers:
    """The keys that the trustees of a lot give out against the recorded facts, and what each trustee did."""
    closed, named = recorded_facts("need.closed", need.number), trustees_of(need, lot)
    assert need.closes_at is not None
    try:
        if closed:
            return collect(named, need.number, need.closes_at, closed=closed[0], lot=lot, after=named.get("after", ""))
    except NotYet as waiting:
        log.info("%s is not opened yet (%s): %s", need.number, actor.kind, waiting)
    return Answers({}, {})


def record_answers(actor: Actor, need: Need, given: Answers, *, at: datetime, lot: str = "") -> None:
    """Every key that was released, and every trustee that was missed."""
    named: dict[str, Plain] = {"need": need.number, **({"lot": lot} if lot else {})}
    for i, key in given.keys.items():
        record(actor, "trustee.released", {**named, "i": i, "key": key}, at=at)
    for i, outcome in given.outcomes.items():
        if i not in given.keys:
            record(actor, "trustee.missed", {**named, "i": i, "outcome": outcome}, at=at)
