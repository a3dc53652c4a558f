"""Opening: a thousand sealed bids read and checked with one of four trustees gone and no bidder online, under each suite."""

from collections.abc import Iterable
from datetime import UTC, datetime
from time import perf_counter

from bench.row import Row
from sealing.opening import Opened, open_envelope
from sealing.suites import DEFAULT, SUITES, Suite
from tests.makers.sealing import an_envelope, trustee_keys, trustees_of

BIDS = 1_000
THRESHOLD, TRUSTEES = 3, 4
SECONDS = 10.0  # promised of the default suite; the others are measured


def rows() -> Iterable[Row]:
    """A row for each suite: from envelopes and three released keys to a thousand verdicts, every share recomputed."""
    for suite in SUITES.values():
        yield row(suite)


def row(suite: Suite) -> Row:
    """A thousand bids under one suite."""
    trustees = trustees_of(THRESHOLD, TRUSTEES, datetime(2026, 6, 9, 9, tzinfo=UTC), suite)
    sealed = [an_envelope(trustees, {"v": "bid/1", "amount_fen": 1 + number})[0] for number in range(BIDS)]
    keys = {i: key for i, key in trustee_keys(TRUSTEES, suite).items() if i != 2}
    start = perf_counter()
    said = [open_envelope(envelope, keys) for envelope in sealed]
    took = perf_counter() - start
    amounts = [each.plain["amount_fen"] for each in said if isinstance(each, Opened)]
    sound = amounts == list(range(1, BIDS + 1))
    name = f"opening: {BIDS:,} bids, {THRESHOLD} of {TRUSTEES} trustees, one gone"
    told, wanted = f"{1000 * took / BIDS:.2f} ms a bid", suite is DEFAULT
    if wanted:
        return Row(name, took, "s", f"<= {SECONDS:g} s", sound and took <= SECONDS, note=told)
    return Row(f"{name}, {suite.name}", took, "s", "all open", sound, note=told)
