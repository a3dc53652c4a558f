"""The verifier: ten thousand awards derived again from the record alone."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.row import Row
from tests.makers.history import History
from tests.makers.ledger import an_export

AWARDS = 10_000
SECONDS = 10.0


def rows() -> Iterable[Row]:
    """One row: seconds for the whole market, signature and Merkle root included."""
    market = History(fast=True)
    agencies = [market.an_agency() for _ in range(3)]
    for number in range(AWARDS):
        need = market.a_need(f"ZX-2026-{number:05d}")
        bids = [market.a_bid(need, agency, 10_000_000 + place) for place, agency in enumerate(agencies)]
        root = market.closing(need, bids)
        first = market.a_decision(need, market.opening(need, bids), root)[0]
        market.service(need, market.an_award(first, need), f"ZX-HT-2026-{number:05d}")
    with TemporaryDirectory() as folder:
        export = an_export(Path(folder), market.events)
        start = perf_counter()
        done = subprocess.run([sys.executable, str(export / "verify.py"), str(export)], capture_output=True, text=True)
        took = perf_counter() - start
    sound = done.returncode == 0 and f"{AWARDS} award.made" in done.stdout
    note = f"{len(market.events):,} entries" if sound else done.stdout[:200] + done.stderr[-200:]
    name = f"verifier: {AWARDS:,} awards derived again"
    yield Row(name, took, "s", f"< {SECONDS:g} s", sound and took < SECONDS, note=note)
