"""The last beat of every verb: put an event on the public record, and tell whoever listens, in the same transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kernel import clock, outbox
from kernel.actors import Actor
from ledger.canonical import Plain, canonical
from ledger.in_order import put_down, step_on
from ledger.models import Private

RESERVED = frozenset({"v", "type", "at", "by", "x"})


@dataclass(frozen=True)
class Recorded:
    """Where an event waits, when it happened, and the hash of its canonical body."""

    pending_id: int
    at: datetime
    body_hash: str


def stamp(at: datetime) -> str:
    """A moment as the record writes it: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record(
    actor: Actor,
    event: str,
    body: Mapping[str, Plain],
    *,
    at: datetime | None = None,
    private: Mapping[str, Plain] | None = None,
    tell: Mapping[str, Plain] | None = None,
) -> Recorded:
    """Record an event.

    Args:
        actor: who did it; only the capacity and the organisation's public code are recorded.
        event: its name, noun and past participle, for example "bid.sealed" (docs/events.md).
        body: public facts. Money in fen (whole numbers), time by `stamp`, ids public (USCC, need number).
        at: when it happened; the database's time now if not given.
        private: facts of which only a salted hash is recorded; salt and value stay in `Private`.
        tell: what the outbox carries to the handlers (defaults to the body).

    Raises:
        ValueError: if the body names a field that the record writes itself.
        RulesBroken: while the clock stands behind what was written last about the same need or contract, or far behind the record.
    """
    if taken := RESERVED & body.keys():
        raise ValueError(f"{event}: the body may not name {sorted(taken)} (docs/events.md)")
    at = at or clock.now()
    step_on(event, body, at)
    entry: dict[str, Plain] = {"v": 1, "type": event, "at": stamp(at), "by": dict(actor.public()), **body}
    if private:
        entry["x"] = {name: _hidden(value) for name, value in private.items()}
    raw = canonical(entry)
    pending_id = put_down(raw.decode(), at)
    outbox.emit(event, dict(tell if tell is not None else body))
    return Recorded(pending_id, at, hashlib.sha256(raw).hexdigest())


def _hidden(value: Plain) -> dict[str, Plain]:
    salt = secrets.token_bytes(32)
    commitment = hashlib.sha256(salt + canonical(value)).hexdigest()
    Private.objects.create(commitment=commitment, salt=salt, value=value)
    return {"c": commitment}
