"""A receipt that holds tells also what the record says of its bid later: a bidder sees a withdrawal that it never made."""

import json
import subprocess
import sys

import pytest

from tests.ledger.browser import verify
from tests.ledger.falsifications.catalogue import find
from tests.ledger.falsifications.outside import a_receipt
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market
from tests.node import NODE, needs_node

TRUE = a_market().events
LATER = (("bid.withdrawn", "withdrawn"), ("bid.replaced", "replaced"), ("", ""))


def told_of(kind, folder):
    """An export, the receipt of a bid of which it says so later, and the two lines (0 for none)."""
    gone = find(TRUE, kind) if kind else None
    sealed = find(TRUE, "bid.sealed", bid=gone["bid"]) if gone else find(TRUE, "bid.sealed", 1)
    export, receipt = an_export(folder / "export", TRUE), a_receipt(folder / "export", sealed)
    return export, receipt, TRUE.index(sealed) + 1, TRUE.index(gone) + 1 if gone else 0


@pytest.mark.parametrize(("kind", "word"), LATER)
def test_the_verifier_prints_it_and_all_holds(tmp_path, kind, word):
    export, receipt, line, gone = told_of(kind, tmp_path)
    command = [sys.executable, str(export / "verify.py"), str(export), "--receipt", str(receipt)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first = done.stdout.splitlines()[0]
    more = f"; the record says at line {gone} that its bidder has {word} it" if gone else ""
    assert first == f"{receipt}: the receipt holds: entries.jsonl line {line}{more}"
    assert verify.check(export, receipts=[receipt]).findings == []


@needs_node
@pytest.mark.parametrize(("kind", "word"), LATER)
def test_the_check_in_the_browser_tells_the_same(tmp_path, kind, word):
    export, receipt, line, gone = told_of(kind, tmp_path)
    command = [str(NODE), "tests/ledger/proven_in_node.mjs", str(export), str(receipt)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"findings": 0, "proven": [["receipt.json", line, gone, kind]]}
