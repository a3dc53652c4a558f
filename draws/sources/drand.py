"""drand's quicknet: a signature of a network of independent organisations every three seconds, checked by its public key.

Chain 52db9ba7…, scheme bls-unchained-g1-rfc9380: the signature lies in G1, over the hash of the round's number.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from draws.sources.source import MALFORMED, NotThere, fetched

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)  # 1692803367
SECOND = timedelta(seconds=1)
EVERY = 3 * SECOND
WAIT = timedelta(hours=2)
IS_SIGNED = "draws.sources.bls.is_signed"  # by name: the curve takes half a second to load, and few processes ever ask


def round_after(moment: datetime) -> int:
    """The first round whose value comes at a moment or after it: ceil((moment - genesis) / 3 s) + 1."""
    return -((GENESIS - moment) // EVERY) + 1


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
            raise NotThere(MALFORMED, f"no answer of drand: {fault}") from fault
        return str(value).lower()

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Anybody checks it with the network's public key alone."""
        is_signed: Callable[[int, str], bool] = import_string(IS_SIGNED)
        return "" if is_signed(int(terms["period"]), value) else "签名不是 drand quicknet 对该轮的签名"
