"""Opening: a thousand sealed bids read and checked with one of four trustees gone and no bidder online."""

from collections.abc import Iterable
from datetime import UTC, datetime
from time import perf_counter

from bench.row import Row
from sealing.opening import Opened, open_envelope
from tests.makers.sealing import an_envelope, trustee_keys, trustees_of

BIDS = 1_000
THRESHOLD, TRUSTEES = 3, 4
SECONDS = 10.0


def rows() -> Iterable[Row]:
    """One row: from envelopes and three released keys to a thousand verdicts, every share recomputed."""
    trustees = trustees_of(THRESHOLD, TRUSTEES, datetime(2026, 6, 9, 9, tzinfo=UTC))
    sealed = [an_envelope(trustees, {"v": "bid/1", "amount_fen": 1 + number})[0] for number in range(BIDS)]
    keys = {i: key for i, key in trustee_keys(TRUSTEES).items() if i != 2}
    start = perf_counter()
    said = [open_envelope(envelope, keys) for envelope in sealed]
    took = perf_counter() - start
    amounts = [each.plain["amount_fen"] for each in said if isinstance(each, Opened)]
    sound = amounts == list(range(1, BIDS + 1))
    name = f"opening: {BIDS:,} bids, {THRESHOLD} of {TRUSTEES} trustees, one gone"
    yield Row(name, took, "s", f"<= {SECONDS:g} s", sound and took <= SECONDS, note=f"{1000 * took / BIDS:.2f} ms a bid")
