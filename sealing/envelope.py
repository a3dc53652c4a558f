"""The sealed envelope bid-seal/1: how it is made, what shape it has, and its name (its hash).

    header  v suite need bidder seq deadline t n tset pc c[]     bound to everything below; and lot, where a bid has several
    ct      the bid, padded so that its length says nothing, under a key that only the seed gives
    w[]     each trustee's share of the seed, encrypted to its key for this need

The browser makes the same bytes (`sealing/browser/seal.js`); `tests/vectors/sealing.json` holds both to it.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from ledger.canonical import Plain, canonical
from sealing import shares
from sealing.suites import DEFAULT, SUITES, Suite, decode, encode

VERSION = "bid-seal/1"
HEADER = ("v", "suite", "need", "bidder", "seq", "deadline", "t", "n", "tset", "pc", "c")
BODY = ("ct", "w")
SMALLEST_PAD = 1024
LARGEST_PAD = 64 * 1024
WRAPPED = 1 + 32 + 32  # number, share, blind

SENTENCES = {
    "fields": "信封缺少内容或多出内容。",
    "version": "信封不是 bid-seal/1 格式。",
    "suite": "信封使用的算法与公告不一致。",
    "need": "信封是为另一个需求密封的。",
    "bidder": "信封上的机构代码不是本机构。",
    "lot": "信封不是为这一部分（技术或报价）密封的。",
    "sequence": "信封的序号不是正整数。",
    "deadline": "信封按旧的截止时间密封，请重新密封。",
    "trustees": "信封的开启受托方与公告不一致，请重新密封。",
    "commitments": "信封的承诺值格式不对。",
    "ciphertext": "信封的密文长度不对。",
    "shares": "信封的密钥份额格式不对。",
}


class Malformed(Exception):
    """An envelope that can't be taken in. `reason` is one of SENTENCES, `sentence` says it to the bidder."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
        self.sentence = SENTENCES[reason]


def header_of(envelope: dict[str, Any]) -> bytes:
    """The bytes to which ciphertext and shares are bound."""
    return canonical({name: said for name, said in envelope.items() if name not in BODY})


def envelope_hash(envelope: dict[str, Any]) -> str:
    """The envelope's name in the record: SHA-256 of its canonical JSON, in hex."""
    return hashlib.sha256(canonical(envelope)).hexdigest()


def trustees_digest(trustees: dict[str, Any], suite: Suite = DEFAULT) -> str:
    """What binds an envelope to the trustees, threshold and deadline of the notice."""
    return encode(suite.digest(canonical(trustees)))


def padded(content: bytes) -> bytes:
    """Four bytes of length, the content, zeros up to a power of two of at least 1 KiB."""
    size = SMALLEST_PAD
    while size < len(content) + 4:
        size *= 2
    return (len(content).to_bytes(4, "big") + content).ljust(size, b"\0")


def commitment(plain: bytes, r: bytes, suite: Suite) -> bytes:
    """What binds the bidder to these bytes before anybody can read them."""
    return suite.digest(b"bid-seal/1 plain", r, plain)


def share_commitment(number: int, share: bytes, blind: bytes, suite: Suite) -> bytes:
    """What binds the bidder to a trustee's share."""
    return suite.digest(b"share", bytes([number]), share, blind)


def seal(
    plain: dict[str, Plain],
    *,
    need: str,
    bidder: str,
    seq: int,
    trustees: dict[str, Any],
    lot: str = "",
    seed: bytes | None = None,
) -> tuple[dict[str, Any], str]:
    """Seal a bid; returns the envelope and its seed (base64url), which the bidder keeps to open it alone.

    Args:
        plain: {"v": "bid/1", "amount_fen": …} or {"v": "bid/1", "rate_bp": …}, and perhaps "note".
        need: the need's number.
        bidder: the agency's unified social credit code.
        seq: 1 for the first envelope of this bidder in this need, one more for each later one.
        trustees: as published in the notice (`sealing.trustees.trustee_set`), those of the lot.
        lot: which part of a bid in several envelopes this is; "" for the ordinary one.
        seed: 32 bytes, only for test vectors; random otherwise.
    """
    suite = SUITES[trustees["suite"]]
    seed = seed or secrets.token_bytes(32)
    content = canonical(plain)
    parts = shares.split(seed, trustees["t"], trustees["n"], suite)
    blinds = {i: suite.derive(seed, f"bid-seal/1 blind {i}", 32) for i in parts}
    envelope: dict[str, Any] = {
        "v": VERSION,
        "suite": suite.name,
        "need": need,
        "bidder": bidder,
        "seq": seq,
        "deadline": trustees["deadline"],
        "t": trustees["t"],
        "n": trustees["n"],
        "tset": trustees_digest(trustees, suite),
        "pc": encode(commitment(content, suite.derive(seed, "bid-seal/1 plain", 32), suite)),
        "c": [encode(share_commitment(i, parts[i], blinds[i], suite)) for i in parts],
    }
    if lot:
        envelope["lot"] = lot
    header = header_of(envelope)
    info = b"bid-seal/1 share" + suite.digest(header)
    envelope["ct"] = encode(suite.lock(suite.derive(seed, "bid-seal/1 key", 32), padded(content), header))
    envelope["w"] = [
        encode(suite.wrap(trustee["pk"], bytes([trustee["i"]]) + parts[trustee["i"]] + blinds[trustee["i"]], info))
        for trustee in trustees["set"]
    ]
    return envelope, encode(seed)


def check_shape(envelope: Any, *, need: str, bidder: str, trustees: dict[str, Any], lot: str = "") -> None:
    """Refuse an envelope that no key could open as the notice wants. Reads nothing of the bid.

    Raises:
        Malformed: with the first reason that applies.
    """
    if not isinstance(envelope, dict) or set(envelope) - {"lot"} != {*HEADER, *BODY}:
        raise Malformed("fields")
    if envelope.get("lot") != (lot or None):
        raise Malformed("lot")
    wanted = {
        "version": ("v", VERSION),
        "suite": ("suite", trustees["suite"]),
        "need": ("need", need),
        "bidder": ("bidder", bidder),
        "deadline": ("deadline", trustees["deadline"]),
    }
    for reason, (name, value) in wanted.items():
        if envelope[name] != value:
            raise Malformed(reason)
    if type(envelope["seq"]) is not int or not 0 < envelope["seq"] < 32_768:
        raise Malformed("sequence")
    suite = SUITES[trustees["suite"]]
    threshold = (envelope["t"], envelope["n"], envelope["tset"])
    if threshold != (trustees["t"], trustees["n"], trustees_digest(trustees, suite)) or type(envelope["t"]) is not int:
        raise Malformed("trustees")
    _check_bytes(envelope, suite, total=trustees["n"])


def _check_bytes(envelope: dict[str, Any], suite: Suite, *, total: int) -> None:
    commitments, wrapped = envelope["c"], envelope["w"]
    if not isinstance(commitments, list) or len(commitments) != total:
        raise Malformed("commitments")
    if any(len(_bytes(text, "commitments")) != 32 for text in [envelope["pc"], *commitments]):
        raise Malformed("commitments")
    if not isinstance(wrapped, list) or len(wrapped) != total:
        raise Malformed("shares")
    if not all(suite.is_wrapped(_bytes(text, "shares"), WRAPPED) for text in wrapped):
        raise Malformed("shares")
    size = len(_bytes(envelope["ct"], "ciphertext")) - 16
    if not SMALLEST_PAD <= size <= LARGEST_PAD or size & (size - 1):
        raise Malformed("ciphertext")


def _bytes(text: Any, reason: str) -> bytes:
    try:
        return decode(text) if isinstance(text, str) and len(text) <= 2 * LARGEST_PAD else b""
    except ValueError as wrong:
        raise Malformed(reason) from wrong
