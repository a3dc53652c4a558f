"""Draws among a million: the first thousand places, and everybody's place."""

import hashlib
from collections.abc import Iterable
from time import perf_counter

from bench.row import Row
from draws.draw import draw_seed, drawn_order, entrants_root, first_places

ENTRANTS, PLACES = 1_000_000, 1_000
FIRST_SECONDS, WHOLE_SECONDS = 2.0, 10.0


def rows() -> Iterable[Row]:
    """Two promises on the same seed; the places of the one are the first of the other."""
    ids = [f"ZXDEMO-{number}" for number in range(ENTRANTS)]
    start = perf_counter()
    root = entrants_root(ids)
    rooted = perf_counter() - start
    seed = draw_seed("bench/order", root, PLACES, [("list", hashlib.sha256(b"bench").digest())])
    start = perf_counter()
    first = first_places(seed, ids, PLACES)
    took = perf_counter() - start
    note = f"entrants' root before it: {rooted:.2f} s"
    yield Row(f"draw: {PLACES:,} of {ENTRANTS:,}", took, "s", f"≤ {FIRST_SECONDS:g} s", took <= FIRST_SECONDS, note=note)
    start = perf_counter()
    order = drawn_order(seed, ids)
    took = perf_counter() - start
    same = order[:PLACES] == first
    name = f"draw: the full order of {ENTRANTS:,}"
    yield Row(name, took, "s", f"≤ {WHOLE_SECONDS:g} s", same and took <= WHOLE_SECONDS, note="" if same else "other places")
