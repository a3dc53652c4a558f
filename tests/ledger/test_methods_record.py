"""Average price and random draw from the notice to the confirmed award: both verifiers derive the whole export again."""

import copy
import importlib
import json
import subprocess
import sys
from pathlib import Path

from bidding.actions.awards.confirm_award import confirm_award
from bidding.states import Method, PriceMode
from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all
from tests.ledger.falsifications.catalogue import find
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers.ledger import ORIGIN, PUBLIC, an_export
from tests.makers.rooms import an_entry
from tests.node import NODE, needs_node

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")


def in_the_browser(folder: Path) -> list[str]:
    """What the second implementation finds."""
    script = Path(__file__).with_name("check_in_node.mjs")
    done = subprocess.run([str(NODE), str(script), str(folder)], capture_output=True, text=True, check=True)
    return [sentence for _, _, sentence in json.loads(done.stdout)[0]]


@needs_node
def test_both_methods_are_derived_again_and_a_false_mean_or_order_is_named(at_ten, tmp_path) -> None:
    need = needs.an_open_need(method=Method.AVERAGE_PRICE)
    for yuan in (60_000, 70_000, 72_000, 80_000, 99_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    drawn = needs.an_open_need(method=Method.RANDOM_DRAW, price_mode=PriceMode.FIXED)
    for _ in range(4):
        an_entry(drawn, make.a_bidder())
    for each in (make.pass_the_deadline(need), make.pass_the_deadline(drawn)):
        awarded = make.pass_the_publicity(each)
        confirm_award(actor=make.winner_of(awarded), number=awarded.number)
    sequence_all()
    export_record(tmp_path / "true")
    assert verify.check(tmp_path / "true").findings == []
    assert in_the_browser(tmp_path / "true") == []

    events = [json.loads(line) for line in (tmp_path / "true" / "entries.jsonl").read_bytes().splitlines()]
    events[0].update(origin=ORIGIN, key=PUBLIC)
    mean = copy.deepcopy(events)
    find(mean, "decision.made", need=need.number)["numbers"]["counted"] = 5
    order = copy.deepcopy(events)
    find(order, "decision.made", need=drawn.number)["draws"][0]["order"].reverse()
    for name, false, says, chinese in (
        ("mean", mean, "the numbers used do not follow", "所用的数不是从投标得出的"),
        ("order", order, "a draw among equals does not follow", "抽签不是从种子得出的"),
    ):
        folder = an_export(tmp_path / name, false, verifier=False)
        assert any(says in each for each in verify.check(folder).findings)
        assert chinese in in_the_browser(folder)
