"""drand's quicknet: a signature of a network of independent organisations every three seconds, checked by its public key.

Chain 52db9ba7…, scheme bls-unchained-g1-rfc9380: the signature lies in G1, over the hash of the round's number.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.bls.point_compression import decompress_G1, decompress_G2
from py_ecc.optimized_bls12_381 import FQ12, G2, curve_order, final_exponentiate, is_inf, multiply, neg, pairing

from draws.sources.source import NotThere, fetched

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)  # 1692803367
SECOND = timedelta(seconds=1)
EVERY = 3 * SECOND
WAIT = timedelta(hours=2)


def round_after(moment: datetime) -> int:
    """The first round whose value comes at a moment or after it: ceil((moment - genesis) / 3 s) + 1."""
    return -((GENESIS - moment) // EVERY) + 1


def is_signed(turn: int, signature: str) -> bool:
    """Whether the network signed this round; a pairing, most of a second."""
    try:
        raw, key = bytes.fromhex(signature), bytes.fromhex(KEY)
        if len(raw) != 48:
            return False
        point = decompress_G1(int.from_bytes(raw, "big"))
        public = decompress_G2((int.from_bytes(key[:48], "big"), int.from_bytes(key[48:], "big")))
    except ValueError:
        return False
    if is_inf(point) or not is_inf(multiply(point, curve_order)):
        return False
    hashed = hash_to_G1(hashlib.sha256(turn.to_bytes(8, "big")).digest(), DOMAIN, hashlib.sha256)
    both = pairing(G2, point, final_exponentiate=False) * pairing(public, neg(hashed), final_exponentiate=False)
    return bool(final_exponentiate(both) == FQ12.one())


class Quicknet:
    """The value is the round's signature, in hex."""

    name = "drand-quicknet"
    word = "drand quicknet 随机信标"

    def period(self, closes_at: datetime) -> tuple[str, datetime]:
        """The round, waited for two hours."""
        return str(round_after(closes_at)), closes_at + WAIT

    def ask(self, period: str) -> str:
        """The signature of a round, from any node of the network."""
        try:
            said = json.loads(fetched(settings.DRAW_BEACONS[self.name].format(chain=CHAIN, period=period)))
            value = said["signature"]
        except (ValueError, TypeError, KeyError) as fault:
            raise NotThere(f"no answer of drand: {fault}") from fault
        return str(value).lower()

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Anybody checks it with the network's public key alone."""
        return "" if is_signed(int(terms["period"]), value) else "签名不是 drand quicknet 对该轮的签名"
