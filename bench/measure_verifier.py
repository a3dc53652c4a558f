"""The verifiers: ten thousand awards derived again from the record alone, by verify.py and by the page's own check in Node.

Twice: with the operator as the only trustee, and with four of whom three signed their keys for each notice.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.row import Row
from draws.terms import terms_now
from ledger.record import stamp
from sealing.suites import DEFAULT
from sealing.trustee.trustee import statement
from tests.makers.history import History
from tests.makers.ledger import an_export, public_of
from tests.makers.sealing import trustee_keys
from tests.node import NODE

AWARDS = 10_000
SECONDS, TIMES, ROUNDS = 10.0, 2.0, 3
TRUSTEES = 4
SCRIPT = Path(__file__).parent.parent / "tests" / "ledger" / "check_in_node.mjs"
KEYS = {i: Ed25519PrivateKey.from_private_bytes(bytes([20 + i]) * 32) for i in range(2, TRUSTEES + 1)}
POINTS = {i: DEFAULT.public_of(key) for i, key in trustee_keys(TRUSTEES).items()}


def rows() -> Iterable[Row]:
    """Seconds for the whole market, signatures and Merkle root included, the median of three runs; of the page's check also how many times verify.py's."""
    with TemporaryDirectory() as folder:
        yield from both(Path(folder) / "alone", "", promised=True)
        yield from both(Path(folder) / "four", f" of {TRUSTEES} trustees", promised=False)


def both(folder: Path, of: str, *, promised: bool) -> Iterable[Row]:
    """The rows of one market."""
    market = a_market(signed=not promised)
    trusted = [{"name": f"t{i}", "key": public_of(key)} for i, key in KEYS.items()]
    export = an_export(folder, market.events, **({} if promised else {"trustees": trusted}))
    os.sync()  # what was just written is not being flushed beside the run
    rounds = ROUNDS if promised else 1
    took, done = seconds(rounds, sys.executable, export / "verify.py", export)
    sound = done.returncode == 0 and f"{AWARDS} award.made" in done.stdout
    note = f"{len(market.events):,} entries" if sound else done.stdout[:200] + done.stderr[-200:]
    target = f"< {SECONDS:g} s" if promised else "printed"
    name = f"verifier: {AWARDS:,} awards derived again{of}"
    yield Row(name, took, "s", target, sound and (took < SECONDS or not promised), note=note)
    again, said = seconds(rounds, NODE, SCRIPT, export)
    alike = said.returncode == 0 and said.stdout.strip() == "[[]]"
    note = "baseline: verify.py" if alike else said.stdout[:200] + said.stderr[-200:]
    yield Row(f"the page's check: the same{of}", again, "s", f"≤ {TIMES:g}×", alike and again <= TIMES * took, took, note)


def seconds(rounds: int, *command: object) -> tuple[float, subprocess.CompletedProcess[str]]:
    """How long a program takes, the median of so many runs, and what it said."""
    took = []
    for _ in range(rounds):
        start = perf_counter()
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        took.append(perf_counter() - start)
    return median(took), done


def a_market(*, signed: bool) -> History:
    """So many needs from the notice to the payment."""
    market = History(fast=True)
    market.signers = {f"trustee-{i}": key for i, key in KEYS.items()}
    agencies = [market.an_agency() for _ in range(3)]
    for number in range(AWARDS):
        named = f"ZX-2026-{number:05d}"
        drawn = {"draw": terms_now(others=list(market.signers))}
        notice = {**drawn, "trustees": four(market, named)} if signed else {}
        need = market.a_need(named, **notice)
        bids = [market.a_bid(need, agency, 10_000_000 + place) for place, agency in enumerate(agencies)]
        root = market.closing(need, bids)
        first = market.a_decision(need, market.opening(need, bids), root)[0]
        market.service(need, market.an_award(first, need), f"ZX-HT-2026-{number:05d}")
    return market


def four(market: History, number: str) -> dict[str, Any]:
    """The operator and three who signed their keys for this need and deadline."""
    deadline = stamp(market.now + timedelta(days=4))
    facts = {"need": number, "deadline": deadline, "lot": "", "after": "", "suite": DEFAULT.name}
    holders: list[dict[str, Any]] = [{"i": 1, "name": "operator", "pk": DEFAULT.public_of(market.operators_key(number))}]
    for i, key in KEYS.items():
        signature = key.sign(statement({**facts, "pk": POINTS[i]})).hex()
        holders.append({"i": i, "name": f"t{i}", "pk": POINTS[i], "by": public_of(key), "sig": signature})
    return {"t": 1, "n": TRUSTEES, "suite": DEFAULT.name, "deadline": deadline, "set": holders}
