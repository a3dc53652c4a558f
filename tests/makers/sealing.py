"""Envelopes, sound and crooked."""

from datetime import datetime
from typing import Any

from ledger.canonical import canonical
from ledger.record import stamp
from sealing import envelope as envelopes
from sealing import shares
from sealing.suites import DEFAULT, SUITES, Suite, decode, encode

NEED = "ZX-2026-0001"
BIDDER = "91350100M000100Y43"


def trustee_keys(total: int, suite: Suite = DEFAULT) -> dict[int, str]:
    """Private keys 1..total, always the same."""
    return {i: suite.key_from(suite.derive(bytes([i]) * 32, "test trustee", 48)) for i in range(1, total + 1)}


def trustees_of(threshold: int, total: int, deadline: datetime, suite: Suite = DEFAULT) -> dict[str, Any]:
    """What a notice publishes about those trustees."""
    chosen = [{"i": i, "name": f"t{i}", "pk": suite.public_of(key)} for i, key in trustee_keys(total, suite).items()]
    return {"t": threshold, "n": total, "suite": suite.name, "deadline": stamp(deadline), "set": chosen}


def an_envelope(trustees: dict[str, Any], plain: Any = None, **header: Any) -> tuple[dict[str, Any], str]:
    """An envelope of a bid of 38,500.00 yuan."""
    plain = plain if plain is not None else {"v": "bid/1", "amount_fen": 3_850_000}
    return envelopes.seal(plain, **{"need": NEED, "bidder": BIDDER, "seq": 1, "trustees": trustees, **header})


def reseal(envelope: dict[str, Any], seed: str, trustees: dict[str, Any], content: bytes, **header: Any) -> dict[str, Any]:
    """The same envelope with other content or header, bound anew with the bidder's seed: what a crooked client can make."""
    raw, changed, suite = decode(seed), {**envelope, **header}, SUITES[envelope["suite"]]
    top = envelopes.header_of(changed)
    info = b"bid-seal/1 share" + suite.digest(top)
    parts = shares.split(raw, changed["t"], changed["n"], suite)
    changed["ct"] = encode(suite.lock(suite.derive(raw, "bid-seal/1 key", 32), content, top))
    changed["w"] = [
        encode(
            suite.wrap(
                each["pk"],
                bytes([each["i"]]) + parts[each["i"]] + suite.derive(raw, f"bid-seal/1 blind {each['i']}", 32),
                info,
            )
        )
        for each in trustees["set"]
    ]
    return changed


def with_crooked_share(trustees: dict[str, Any], crooked: int, **header: Any) -> dict[str, Any]:
    """An envelope whose share number `crooked` fits its commitment but not the seed of the others."""
    honest, seed = an_envelope(trustees, **header)
    suite = SUITES[trustees["suite"]]
    raw, wrong, blind = decode(seed), b"\7" * 32, b"\5" * 32
    commitments = [*honest["c"]]
    commitments[crooked - 1] = encode(envelopes.share_commitment(crooked, wrong, blind, suite))
    content = envelopes.padded(canonical({"v": "bid/1", "amount_fen": 3_850_000}))
    changed = reseal(honest, seed, trustees, content, c=commitments)
    info = b"bid-seal/1 share" + suite.digest(envelopes.header_of(changed))
    changed["w"][crooked - 1] = encode(suite.wrap(trustees["set"][crooked - 1]["pk"], bytes([crooked]) + wrong + blind, info))
    assert len(raw) == 32
    return changed
