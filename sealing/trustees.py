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


def _need_key(need_number: str, deadline: datetime, lot: str, after: str) -> str:
    """The need's key, derived from the 32-byte master: only the master needs a backup.

    What must be on the record before the release is part of the key's name, so that nobody gets it by asking otherwise.
    """
    label = " ".join(part for part in (f"bid-seal/1 trustee {need_number} {stamp(deadline)}", lot, after) if part)
    return DEFAULT.key_from(DEFAULT.derive(secret(MASTER), label, 48))


def trustee_set(need_number: str, deadline: datetime, lot: str = "", *, after: str = "") -> dict[str, Any]:
    """What the notice publishes: threshold, number, suite, deadline and each trustee's public key for this need.

    Args:
        need_number: the need.
        deadline: when its bids close.
        lot: which envelope of a bid in several envelopes; "" for the ordinary one.
        after: the event that must be on the record, besides need.closed, before the keys are given ("score.locked").
    """
    public = DEFAULT.public_of(_need_key(need_number, deadline, lot, after))
    named = {"lot": lot, "after": after}
    return {
        "t": 1,
        "n": 1,
        "suite": DEFAULT.name,
        "deadline": stamp(deadline),
        "set": [{"i": 1, "name": NAME, "pk": public}],
        **{name: word for name, word in named.items() if word},
    }


def release(need_number: str, deadline: datetime, *, closed: dict[str, Any], lot: str = "", after: str = "") -> dict[int, str]:
    """Give out the keys of a need whose list of bids is frozen, {trustee: private scalar in base64url}.

    Args:
        need_number: the need.
        deadline: the deadline of the notice version in force.
        closed: the fact `need.closed`, at least its "need", "deadline" and "root", as recorded.
        lot: as at publication.
        after: as at publication.

    Raises:
        NotYet: before the deadline by the database's clock, or without the recorded facts.
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
    if after and not recorded_facts(after, need_number):
        raise NotYet(f"no {after} is on the record")
    return {1: _need_key(need_number, deadline, lot, after)}
