"""Who holds the keys to a need's envelopes. Now: one trustee, the operator, in this process (t = 1, n = 1).

Sealed so, bids are safe against theft of the database and of backups, and not against the operator: every page that
seals says so. The same bytes serve t of n trustees on machines of their own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kernel import clock
from ledger.keys import secret
from ledger.reads import recorded_facts
from ledger.record import stamp
from sealing.suites import DEFAULT

MASTER = "trustee-1.master"
NAME = "operator"


class NotYet(Exception):
    """The trustee does not release: `reason` says what it waits for."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def _need_key(need_number: str, deadline: datetime) -> str:
    """The need's key, derived from the 32-byte master: only the master needs a backup."""
    raw = DEFAULT.derive(secret(MASTER), f"bid-seal/1 trustee {need_number} {stamp(deadline)}", 48)
    return DEFAULT.key_from(raw)


def trustee_set(need_number: str, deadline: datetime) -> dict[str, Any]:
    """What the notice publishes: threshold, number, suite, deadline and each trustee's public key for this need."""
    public = DEFAULT.public_of(_need_key(need_number, deadline))
    return {
        "t": 1,
        "n": 1,
        "suite": DEFAULT.name,
        "deadline": stamp(deadline),
        "set": [{"i": 1, "name": NAME, "pk": public}],
    }


def release(need_number: str, deadline: datetime, *, closed: dict[str, Any]) -> dict[int, str]:
    """Give out the keys of a need whose list of bids is frozen, {trustee: private scalar in base64url}.

    Args:
        need_number: the need.
        deadline: the deadline of the notice version in force.
        closed: the fact `need.closed`, at least its "need", "deadline" and "root", as recorded.

    Raises:
        NotYet: before the deadline by the database's clock, or without that one recorded fact.
    """
    if clock.now() < deadline:
        raise NotYet("the deadline has not passed")
    facts = recorded_facts("need.closed", need_number)
    if not facts:
        raise NotYet("no need.closed is on the record")
    if len(facts) > 1:
        raise NotYet("there are two different need.closed: equivocation")
    frozen = facts[0]
    said = {name: closed.get(name) for name in ("need", "deadline", "root")}
    if said != {name: frozen.get(name) for name in said} or frozen["deadline"] != stamp(deadline):
        raise NotYet("the need.closed shown is not the one on the record")
    return {1: _need_key(need_number, deadline)}
