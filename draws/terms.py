"""The terms of a draw and the bytes that bind its contributions. What stands in the notice is `terms_now()`. Standard library only."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from draws.ways import USUAL, Way

EDITION = "draw/1"
OPERATOR = "operator"
SEALED: dict[str, Any] = {
    "v": "bid/1",
    "entry": True,
}  # what a contribution's envelope says: the 32 bytes are its `r`, as with every sign-up
NOT_SHOWN = "not-shown"  # why a committed value stands in for the one that was not shown, or does not fit


def terms_now(beacon: dict[str, Any] | None = None, way: Way | None = USUAL, others: Iterable[str] = ()) -> dict[str, Any]:
    """The terms that a notice of today names. `others`: who contributes beside the operator. `way` None: a deadline moves under a notice from before there was more than one way.

    `withheld` says what stands in for a contribution that is not shown with the opening: what was fixed in its place
    when it was given (the committed hash, the envelope's `pc`), so that nobody's silence leaves the outcome open.
    """
    said = {"v": EDITION, "parties": sorted([OPERATOR, *others]), "withheld": "commit", "beacon": beacon or {"source": "none"}}
    return {**said, **({"way": way.to_json()} if way else {})}


def way_named(terms: dict[str, Any]) -> Way:
    """By which method and hash the draws under these terms are made."""
    return Way.from_json(terms.get("way"))


def commitment_of(subject: str, party: str, value: bytes) -> str:
    """The hash (hex) that binds a party to its 32 bytes before anybody else has given any."""
    return hashlib.sha256(
        b"draw/1 commit\n" + _prefixed(subject) + _prefixed(party) + len(value).to_bytes(4, "big") + value
    ).hexdigest()


def notary_statement(subject: str, period: str, value: str) -> bytes:
    """What a notary signs."""
    return b"draw/1 notary\n" + _prefixed(subject) + _prefixed(period) + _prefixed(value)


def own_value(master: bytes, subject: str, at: str) -> bytes:
    """The 32 bytes of whoever holds a master, for one subject and moment: nothing is kept that could be lost or read."""
    return hmac.digest(master, f"draw/1 contribution {subject} {at}".encode(), "sha256")


def _prefixed(part: str) -> bytes:
    raw = part.encode()
    return len(raw).to_bytes(4, "big") + raw
