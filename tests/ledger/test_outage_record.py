"""Moved deadlines re-derived: by the heartbeats alone both verifiers say which deadline had to move, and each lie is named."""

import copy
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from bidding import due
from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.ledger.falsifications.catalogue import Event, find, move, shift
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import outages
from tests.makers.ledger import ORIGIN, PUBLIC, an_export
from tests.node import NODE, needs_node

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

MINUTE = timedelta(minutes=1)
CHANGES: list = []


def play() -> None:
    """The heart stops before a deadline; it moves, three seal again, the heart beats to the new one, and the need is decided."""
    outages.an_outage_rule()
    need = needs.an_open_need()
    bidders = [make.a_bidder() for _ in range(3)]
    make.a_sealed_bid(need, bidders[0])
    outages.beat_until(need, before=10 * MINUTE, silent=(20, 15))
    assert due.move_due() == 1
    need.refresh_from_db()
    for agency in bidders:
        make.a_sealed_bid(need, agency, seq=2)
    outages.beat_until(need, before=timedelta())
    assert due.move_due() == 0
    assert make.pass_the_deadline(need).state == "decided"


@pytest.fixture(scope="module")
def true(django_db_setup, django_db_blocker, tmp_path_factory) -> list[Event]:
    """The record of the outage, exported; played once for this file."""
    folder = tmp_path_factory.mktemp("outage") / "export"
    with django_db_blocker.unblock(), transaction.atomic():
        clock.set_to(WEDNESDAY)
        play()
        sequence_all()
        export_record(folder)
        transaction.set_rollback(True)
    assert verify.check(folder).findings == []
    events = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    events[0].update(origin=ORIGIN, key=PUBLIC)
    return events


def false(says: str) -> Callable[[Callable[[list[Event]], None]], Callable[[list[Event]], None]]:
    """Enter a falsification; everything is signed again after it, so that only the replay can tell."""

    def keep(change: Callable[[list[Event]], None]) -> Callable[[list[Event]], None]:
        CHANGES.append(pytest.param(change, says, id=change.__name__))
        return change

    return keep


def beats_of_the_second_day(events: list[Event]) -> list[Event]:
    moved = find(events, "deadline.moved")
    return [each for each in events if each["type"] == "heartbeat" and each["at"] > moved["at"]]


@false("expected the deadline to move before the closing")
def the_closing_ignores_an_outage(events):
    for each in beats_of_the_second_day(events)[10:13]:
        events.remove(each)


@false("expected the deadline to move before the closing")
def the_heart_stops_before_the_end_and_the_closing_stands(events):
    for each in beats_of_the_second_day(events)[-2:]:
        events.remove(each)


@false("the deadline moved without an outage")
def a_deadline_moves_though_the_heart_beat(events):
    moved = find(events, "deadline.moved")
    at = moved["silence"][0]
    for _ in range(5):
        at = shift(at, seconds=60)
        place = next(i for i, each in enumerate(events) if each["type"] == "heartbeat" and each["at"] > at)
        events.insert(place, {**find(events, "heartbeat"), "at": at})


@false("expected a heartbeat written when it beat")
def heartbeats_are_written_afterwards(events):
    moved = find(events, "deadline.moved")
    beat = next(each for each in events if each["type"] == "heartbeat" and each["at"] > moved["silence"][0])
    events.insert(events.index(moved), {**beat, "at": shift(moved["silence"][0], seconds=90)})


@false("expected the silence")
def the_silence_is_said_to_be_shorter(events):
    silence = find(events, "deadline.moved")["silence"]
    silence[0] = shift(silence[0], seconds=30)


@false("expected the same hour of a day soon after")
def the_deadline_moves_to_another_hour(events):
    for each in (find(events, "deadline.moved"), find(events, "need.closed")):
        each["deadline"] = shift(each["deadline"], seconds=-3600)
    trustees(events)


@false("expected the same hour of a day soon after")
def the_deadline_moves_by_a_month(events):
    moved = find(events, "deadline.moved")
    moved["deadline"] = shift(moved["deadline"], seconds=30 * 86_400)
    trustees(events)


@false("expected the deadline to move from")
def the_deadline_moves_from_another_moment(events):
    moved = find(events, "deadline.moved")
    moved["was"] = shift(moved["was"], seconds=60)


@false("expected new keys for the new deadline")
def the_old_keys_serve_the_new_deadline(events):
    find(events, "deadline.moved")["trustees"]["set"] = find(events, "need.published")["trustees"]["set"]


@false("the trustees' deadline is not that of the notice")
def the_trustees_wait_for_another_deadline(events):
    moved = find(events, "deadline.moved")
    moved["trustees"]["deadline"] = moved["was"]


@false("expected every sealed bid, and no other, to stay unopened")
def a_bid_of_the_old_keys_is_kept(events):
    find(events, "deadline.moved")["unopened"].pop()


@false("expected a bid sealed for version 1 and its trustees")
def the_move_is_not_mentioned(events):
    events.remove(find(events, "deadline.moved"))


@false("is closed, expected open")
def the_deadline_moves_after_the_closing(events):
    move(events, find(events, "deadline.moved"), before=find(events, "trustee.released"))


def trustees(events: list[Event]) -> None:
    """The trustees' deadline beside a changed one."""
    moved = find(events, "deadline.moved")
    moved["trustees"]["deadline"] = moved["deadline"]


@needs_node
def test_without_the_rule_in_the_notice_no_heartbeat_is_asked_for(true: list[Event], tmp_path: Path) -> None:
    events = copy.deepcopy(true)
    del find(events, "need.published")["outage"]
    moved = events.index(find(events, "deadline.moved"))
    found = verify.check(an_export(tmp_path / "old", events, verifier=False)).findings
    assert [each for each in found if f"line {moved + 1} " not in each] == []
    assert "the deadline moved without an outage" in found[0]


@pytest.mark.parametrize(("change", "says"), CHANGES)
def test_a_falsified_outage_is_named(true: list[Event], tmp_path: Path, change, says: str) -> None:
    events = copy.deepcopy(true)
    change(events)
    found = verify.check(an_export(tmp_path / "false", events, verifier=False)).findings
    assert any(says in each for each in found), found


@needs_node
def test_the_browsers_check_finds_each_at_the_lines_where_the_verifier_finds_it(true: list[Event], tmp_path: Path) -> None:
    folders = [an_export(tmp_path / "true", true, verifier=False)]
    for planted in CHANGES:
        change, _ = planted.values
        events = copy.deepcopy(true)
        change(events)
        folders.append(an_export(tmp_path / change.__name__, events, verifier=False))
    script = Path(__file__).with_name("check_in_node.mjs")
    done = subprocess.run([str(NODE), str(script), *map(str, folders)], capture_output=True, text=True, check=True)
    sound, *lies = json.loads(done.stdout)
    assert sound == []
    for planted, folder, found in zip(CHANGES, folders[1:], lies, strict=True):
        told = {int(line) for line in re.findall(r"^entries\.jsonl line (\d+)", "\n".join(verify.check(folder).findings), re.M)}
        assert {line for _, line, _ in found} == told != set(), planted.id


def test_at_least_twelve_falsifications_are_tried() -> None:
    assert len(CHANGES) >= 12
