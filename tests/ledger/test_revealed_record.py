"""Bids opened with their bidders' seeds verify from the export alone, also a void one, and each lie about them is named."""

import copy
import hashlib
import importlib
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from bidding import due
from bidding.actions.reveal_seed import reveal_seed
from bidding.actions.submit_bid import submit_bid
from kernel import clock
from ledger.canonical import canonical
from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all
from sealing.envelope import padded, seal
from sealing.suites import encode
from tests.conftest import WEDNESDAY
from tests.ledger.browser import disagreements
from tests.ledger.falsifications.catalogue import Event, double, find, shift
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import reveals
from tests.makers.ledger import ORIGIN, PUBLIC, an_export
from tests.makers.sealing import reseal
from tests.node import needs_node

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

CHANGES: list = []


def a_bid_that_is_not_what_was_committed_to(need) -> reveals.Kept:
    """A crooked client's envelope: its seed is right, and the bid in it is another than the one committed to."""
    agency = make.a_bidder()
    plain = {"v": "bid/1", "amount_fen": 7_900_000}
    honest, seed = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees)
    envelope = reseal(honest, seed, need.trustees, padded(canonical({**plain, "amount_fen": 1})))
    return agency, submit_bid(actor=agency, number=need.number, envelope=envelope), seed


def play(patch: pytest.MonkeyPatch) -> None:
    """Two needs without keys: in one, all four bidders reveal, of whom one is void; in the other nobody does."""
    reveals.silence(patch)
    need, given_up = needs.an_open_need(), needs.an_open_need()
    kept = [reveals.a_bid_with_its_seed(need, make.a_bidder(), yuan) for yuan in (80_000, 81_000, 82_000)]
    kept.append(a_bid_that_is_not_what_was_committed_to(need))
    for yuan in (70_000, 71_000, 72_000):
        reveals.a_bid_with_its_seed(given_up, make.a_bidder(), yuan)
    make.pass_the_deadline(need)
    due.close_due()
    clock.forward(timedelta(minutes=30))
    due.open_due()
    for agency, bid, seed in kept:
        clock.forward(timedelta(minutes=1))
        reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed)
    due.open_due()
    due.decide_due()
    given_up.refresh_from_db()
    clock.set_to(given_up.reveal_until)
    due.open_due()
    make.pass_the_publicity(need)


@pytest.fixture(scope="module")
def true(django_db_setup, django_db_blocker, tmp_path_factory) -> list[Event]:
    """The record of both needs, exported; played once for this file."""
    folder = tmp_path_factory.mktemp("revealed") / "export"
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        clock.set_to(WEDNESDAY)
        play(patch)
        sequence_all()
        export_record(folder)
        transaction.set_rollback(True)
    market = verify.check(folder)
    assert market.findings == []
    wanted = {"bid.revealed": 4, "bid.opened": 3, "bid.void": 1, "award.made": 1, "need.cancelled": 1, "opening.delayed": 2}
    assert {name: market.counts[name] for name in wanted} == wanted
    events = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    events[0].update(origin=ORIGIN, key=PUBLIC)
    return events


def false(says: str) -> Callable[[Callable[[list[Event]], None]], Callable[[list[Event]], None]]:
    """Enter a falsification; everything is signed again after it, so that only the replay can tell."""

    def keep(change: Callable[[list[Event]], None]) -> Callable[[list[Event]], None]:
        CHANGES.append(pytest.param(change, says, id=change.__name__))
        return change

    return keep


@false("or every bidder its seed")
def one_bidder_never_revealed(events):
    events.remove(find(events, "bid.revealed"))


@false("expected a seed after the delay was recorded and before the second deadline")
def a_seed_comes_at_the_second_deadline(events):
    until = find(events, "opening.delayed", need=find(events, "bid.revealed")["need"])["until"]
    find(events, "bid.revealed", 3)["at"] = until


@false("before the second deadline that a delay names")
def the_delay_is_not_on_the_record(events):
    events.remove(find(events, "opening.delayed", need=find(events, "bid.revealed")["need"]))


@false("expected one delay, half an hour after")
def the_delay_is_recorded_at_once(events):
    delay = find(events, "opening.delayed")
    delay["at"], delay["until"] = (shift(delay[name], minutes=-1) for name in ("at", "until"))


@false("expected until whole days after")
def the_second_deadline_is_moved_by_a_second(events):
    delay = find(events, "opening.delayed")
    delay["until"] = shift(delay["until"], seconds=1)


@false("expected fewer than 1 keys")
def there_were_keys_enough(events):
    find(events, "opening.delayed")["held"] = 1


@false("expected a bid of the frozen list, revealed once")
def a_seed_is_changed_for_another(events):
    double(events, find(events, "bid.revealed"))
    second = find(events, "bid.revealed", 1)
    second.update(at=shift(second["at"], seconds=1), seed_sha256=hashlib.sha256(b"other").hexdigest())


@false("this bid is not in the frozen list")
def a_bid_that_was_not_frozen_is_revealed(events):
    find(events, "bid.revealed")["bid"] = "00" * 32


@false("the seed is not the one that the bidder revealed")
def another_seed_is_shown_at_the_opening(events):
    find(events, "bid.opened")["seed"] = find(events, "bid.opened", 1)["seed"]


@false("the envelope shown is not the one that was sealed")
def another_envelope_is_shown(events):
    find(events, "bid.opened")["envelope"] = find(events, "bid.opened", 1)["envelope"]


@false("what was opened is not what was sealed")
def a_revealed_price_is_lowered(events):
    find(events, "bid.opened")["plain"]["amount_fen"] -= 1


@false("a field is missing or malformed: KeyError 'envelope'")
def an_opening_shows_no_envelope(events):
    del find(events, "bid.opened")["envelope"]


@false("said to be void for schema, recomputed: commitment")
def a_void_bid_gets_another_reason(events):
    find(events, "bid.void")["reason"] = "schema"


@false("said to be void for ciphertext, recomputed: it opens")
def a_sound_bid_is_called_void(events):
    opened = find(events, "bid.opened")
    opened.update(type="bid.void", reason="ciphertext")
    for name in ("plain", "r"):
        del opened[name]


@false("the seed is not the one that the bidder revealed")
def a_void_bids_seed_is_another(events):
    find(events, "bid.void")["seed"] = encode(bytes(32))


@false("cancelled for missing keys before the second deadline")
def a_need_is_given_up_a_second_early(events):
    given_up = find(events, "need.cancelled")
    given_up["at"] = shift(given_up["at"], seconds=-1)


@false("cancelled for missing keys, where every bidder has revealed its seed")
def a_need_that_was_revealed_is_given_up(events):
    number = find(events, "bid.revealed")["need"]
    until = find(events, "opening.delayed", need=number)["until"]
    ended = {"bid.opened", "bid.void", "decision.made", "award.made"}
    events[:] = [event for event in events if event.get("need") != number or event["type"] not in ended]
    given_up = find(events, "need.cancelled")
    events.append({**given_up, "need": number, "at": until})


@pytest.mark.parametrize(("change", "says"), CHANGES)
def test_a_lie_about_seeds_is_named(true: list[Event], tmp_path: Path, change, says: str) -> None:
    assert verify.check(an_export(tmp_path / "true", true, verifier=False)).findings == []
    events = copy.deepcopy(true)
    change(events)
    found = verify.check(an_export(tmp_path / "false", events, verifier=False)).findings
    assert any(says in each for each in found), found


@needs_node
def test_the_browser_names_the_same_places(true: list[Event], tmp_path: Path) -> None:
    exports = {"true": (an_export(tmp_path / "true", true, verifier=False), {})}
    for change, _ in (each.values for each in CHANGES):
        events = copy.deepcopy(true)
        change(events)
        exports[change.__name__] = (an_export(tmp_path / change.__name__, events, verifier=False), {})
    assert disagreements(exports) == {}


def test_at_least_fifteen_falsifications_are_tried() -> None:
    assert len(CHANGES) >= 15
