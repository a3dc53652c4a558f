"""The last beat of every verb: put an event on the public record, and tell whoever listens, in the same transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kernel import clock, outbox
from kernel.actors import Actor
from kernel.prepared import PreparedInsert
from ledger.canonical import Plain, canonical
from ledger.in_order import SIDE_BY_SIDE, found_by, in_time, put_down, step_on
from ledger.models import Private

RESERVED = frozenset({"v", "type", "at", "by", "x"})
_MOMENT = "the moment of the row"  # stands where the database writes it


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
    at = at or clock.now()
    step_on(event, body, at)
    entry = _entry(actor, event, body, stamp(at))
    if private:
        entry["x"] = {name: _hidden(value) for name, value in private.items()}
    raw = canonical(entry)
    pending_id = put_down(raw.decode(), at, *found_by(event, body))
    outbox.emit(event, dict(tell if tell is not None else body))
    return Recorded(pending_id, at, hashlib.sha256(raw).hexdigest())


def record_with_its_row(
    actor: Actor, event: str, body: Mapping[str, Plain], row: PreparedInsert, **columns: Any
) -> tuple[int, datetime]:
    """Record an event together with the row that it tells of, in one statement; for facts that come side by side (`in_order`).

    Args:
        row: the insertion, within `WITH_ITS_FACT`; the database stamps its `at`, and the fact says the same moment.

    Returns:
        The row's key and its moment.

    Raises:
        RulesBroken: while the clock stands far behind the record; then nothing stays of either.
    """
    assert event in SIDE_BY_SIDE
    key, at, too_late = row.insert(*halves(actor, event, body), *found_by(event, body), **columns)
    in_time(at, too_late=too_late)
    outbox.emit(event, dict(body))
    return key, at


def halves(actor: Actor, event: str, body: Mapping[str, Plain]) -> tuple[str, str]:
    """The text of a fact before and after its moment."""
    before, between, after = canonical(_entry(actor, event, body, _MOMENT)).decode().partition(f'"at":"{_MOMENT}"')
    assert between
    return f'{before}"at":"', f'"{after}'


def _entry(actor: Actor, event: str, body: Mapping[str, Plain], at: str) -> dict[str, Plain]:
    if taken := RESERVED & body.keys():
        raise ValueError(f"{event}: the body may not name {sorted(taken)} (docs/events.md)")
    return {"v": 1, "type": event, "at": at, "by": dict(actor.public()), **body}


def _hidden(value: Plain) -> dict[str, Plain]:
    salt = secrets.token_bytes(32)
    commitment = hashlib.sha256(salt + canonical(value)).hexdigest()
    Private.objects.create(commitment=commitment, salt=salt, value=value)
    return {"c": commitment}
