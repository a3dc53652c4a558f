"""Histories that fit together and are signed again whole: only what somebody else holds tells."""

import copy
import json
from hashlib import sha256
from pathlib import Path

from ledger.canonical import canonical
from tests.ledger.falsifications.catalogue import Event, Options, against_a_witness, find, shift
from tests.makers.ledger import KEY, PUBLIC, an_export


def a_receipt(folder: Path, sealed: Event) -> Path:
    """What the platform signed when it took this bid in."""
    return signed(folder, {"bid": sealed["bid"], "entry": sha256(canonical(sealed)).hexdigest()})


def signed(folder: Path, said: Event) -> Path:
    """A receipt that says this, signed by the platform."""
    body = {"v": "receipt/1", "key": PUBLIC, **said}
    file = folder.with_name("receipt.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**body, "sig": KEY.sign(b"receipt/1\n" + canonical(body)).hex()}))
    return file


@against_a_witness("took this bid in, and it is not on the record")
def a_bid_was_never_written_down(true: list[Event], folder: Path) -> Options:
    """A bid was acknowledged and kept off the record; its bidder has the receipt."""
    alone = find(true, "need.failed")["need"]
    sealed = find(true, "bid.sealed", need=alone)
    an_export(folder, [event for event in true if event.get("need") not in (alone, f"{alone}-2")])
    return {"receipts": [a_receipt(folder, sealed)]}


@against_a_witness("is not the entry that this receipt was signed for")
def a_bid_is_dated_a_second_earlier(true: list[Event], folder: Path) -> Options:
    """A bid's time is a second earlier; its bidder has the receipt."""
    events = copy.deepcopy(true)
    sealed = find(events, "bid.sealed")
    receipt = a_receipt(folder, sealed)
    sealed["at"] = shift(sealed["at"], seconds=-1)
    an_export(folder, events)
    return {"receipts": [receipt]}


@against_a_witness("expected a receipt signed by the key in trust.json")
def a_receipt_is_forged(true: list[Event], folder: Path) -> Options:
    """A bidder's receipt names another entry than was signed."""
    receipt = a_receipt(folder, find(true, "bid.sealed"))
    receipt.write_text(receipt.read_text().replace('"bid": "', '"bid": "0'))
    an_export(folder, true)
    return {"receipts": [receipt]}


@against_a_witness("is not the signed one")
def an_agency_was_never_suspended(true: list[Event], folder: Path) -> Options:
    """A suspension is taken out; somebody kept a checkpoint from after it."""
    before = an_export(folder.with_name("before"), true[:-5])
    an_export(folder, [event for event in true if event is not find(true, "org.suspended")])
    return {"checkpoints": [before / "checkpoint"]}


@against_a_witness("expected")
def the_end_is_dropped_and_signed(true: list[Event], folder: Path) -> Options:
    """The last lines are dropped and the shorter record is signed; somebody kept the longer checkpoint."""
    before = an_export(folder.with_name("before"), true)
    an_export(folder, true[:-2])
    return {"checkpoints": [before / "checkpoint"]}


@against_a_witness("a fork, expected what stands in")
def two_readers_are_shown_two_histories(true: list[Event], folder: Path) -> Options:
    """Two exports of one log say different things: the line at which they fork is named."""
    other = an_export(folder.with_name("other"), true)
    events = copy.deepcopy(true)
    find(events, "need.published", 1)["title"] = "另一个项目"
    an_export(folder, events)
    return {"consistent": [other]}


@against_a_witness("expected an export of the same log and key")
def another_log_is_shown(true: list[Event], folder: Path) -> Options:
    """The other export is of a log with another name."""
    other = an_export(folder.with_name("other"), true)
    (other / "trust.json").write_text(json.dumps({"origin": "elsewhere/log", "key": PUBLIC}))
    an_export(folder, true)
    return {"consistent": [other]}
