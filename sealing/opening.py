"""Opening an envelope: with the released keys of t trustees, or with the bidder's own seed. Anybody gets the same verdict.

The reasons for which an envelope is void, in the order in which they are looked for:

    too-few-valid-shares   fewer than t released keys give a share that fits its commitment
    inconsistent-shares    the shares are not those that the seed gives: another set of trustees might read another bid
    ciphertext             the bid does not decrypt, or its padding is wrong
    commitment             the bid is not the one that the bidder committed to
    schema                 the bytes are not a bid/1 (in a technical envelope: a plan/1) in canonical JSON

An envelope that opens is void beside others of its need where an earlier one opens with the same commitment (`COPIED`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ledger.canonical import canonical
from sealing import shares
from sealing.envelope import SMALLEST_PAD, commitment, header_of, share_commitment
from sealing.plan import LOT, is_plan
from sealing.suites import SUITES, CannotOpen, Suite, decode, encode

LARGEST_AMOUNT_FEN = 10**14
LARGEST_RATE_BP = 10_000
LONGEST_NOTE = 2_000
VOID_REASONS = ("too-few-valid-shares", "inconsistent-shares", "ciphertext", "commitment", "schema")
COPIED = "copied"


@dataclass(frozen=True)
class Opened:
    """What the envelope says. `r` (hex) opens the commitment `pc` for anybody; from the seed anybody recomputes all shares."""

    plain: dict[str, Any]
    r: str
    seed: str


@dataclass(frozen=True)
class Void:
    """It says nothing that counts, for an enumerated reason that anybody can recompute."""

    reason: str
    seed: str | None


def open_envelope(envelope: dict[str, Any], keys: dict[int, str]) -> Opened | Void:
    """Open with the trustees' released keys, {number: private scalar in base64url}."""
    suite = SUITES[envelope["suite"]]
    good = _valid_shares(envelope, keys, suite)
    if len(good) < envelope["t"]:
        return Void("too-few-valid-shares", None)
    seed = shares.combine(dict(sorted(good.items())[: envelope["t"]]))
    return open_with_seed(envelope, encode(seed))


def open_with_seed(envelope: dict[str, Any], seed: str) -> Opened | Void:
    """Open with the seed alone: what a bidder can do for itself if too few trustees release."""
    suite, raw_seed = SUITES[envelope["suite"]], decode(seed)
    if not _consistent(envelope, raw_seed, suite):
        return Void("inconsistent-shares", seed)
    try:
        content = _unpadded(
            suite.unlock(suite.derive(raw_seed, "bid-seal/1 key", 32), decode(envelope["ct"]), header_of(envelope))
        )
    except CannotOpen:
        return Void("ciphertext", seed)
    r = suite.derive(raw_seed, "bid-seal/1 plain", 32)
    if commitment(content, r, suite) != decode(envelope["pc"]):
        return Void("commitment", seed)
    plain = read_plan(content) if envelope.get("lot") == LOT else read_bid(content)
    return Void("schema", seed) if plain is None else Opened(plain, r.hex(), seed)


def seed_fits(envelope: dict[str, Any], seed: str) -> bool:
    """Whether a text is the seed of this envelope: all its commitments to shares follow from it, and from no other."""
    try:
        raw = decode(seed)
    except ValueError:
        return False
    return len(raw) == 32 and _consistent(envelope, raw, SUITES[envelope["suite"]])


def _valid_shares(envelope: dict[str, Any], keys: dict[int, str], suite: Suite) -> dict[int, bytes]:
    info = b"bid-seal/1 share" + suite.digest(header_of(envelope))
    good = {}
    for number, key in keys.items():
        try:
            content = suite.unwrap(key, decode(envelope["w"][number - 1]), info)
        except CannotOpen:
            continue
        share, blind = content[1:33], content[33:]
        fits = share_commitment(number, share, blind, suite) == decode(envelope["c"][number - 1])
        if len(content) == 65 and content[0] == number and fits:
            good[number] = share
    return good


def _consistent(envelope: dict[str, Any], seed: bytes, suite: Suite) -> bool:
    expected = (
        share_commitment(i, share, suite.derive(seed, f"bid-seal/1 blind {i}", 32), suite)
        for i, share in shares.split(seed, envelope["t"], envelope["n"], suite).items()
    )
    return [encode(each) for each in expected] == envelope["c"]


def _unpadded(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    if len(padded) < SMALLEST_PAD or length > len(padded) - 4 or any(padded[4 + length :]):
        raise CannotOpen
    return padded[4 : 4 + length]


def read_bid(content: bytes) -> dict[str, Any] | None:
    """The bid/1 that the bytes say, or None: exactly one of amount and rate, within bounds, canonical."""
    plain = _canonical_object(content)
    if plain is None:
        return None
    if set(plain) - {"note"} == {"v", "entry"}:  # a method that one only enters
        note = plain.get("note", "")
        fits = plain["v"] == "bid/1" and plain["entry"] is True and isinstance(note, str) and len(note) <= LONGEST_NOTE
        return plain if fits else None
    named, price = set(plain), plain.get("amount_fen", plain.get("rate_bp"))
    note, least, most = plain.get("note", ""), *((1, LARGEST_AMOUNT_FEN) if "amount_fen" in plain else (0, LARGEST_RATE_BP))
    if plain.get("v") != "bid/1" or named - {"note"} not in ({"v", "amount_fen"}, {"v", "rate_bp"}):
        return None
    fits = type(price) is int and least <= price <= most and isinstance(note, str) and len(note) <= LONGEST_NOTE
    return plain if fits else None


def read_plan(content: bytes) -> dict[str, Any] | None:
    """The plan/1 that the bytes say, or None."""
    plain = _canonical_object(content)
    return plain if plain is not None and is_plan(plain) else None


def _canonical_object(content: bytes) -> dict[str, Any] | None:
    try:
        plain = json.loads(content)
        return plain if isinstance(plain, dict) and canonical(plain) == content else None
    except (ValueError, RecursionError):
        return None
