"""The demo's market day: its record holds, each falsified copy of it is found and named, and nothing of it stays behind."""

import copy
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ledger.canonical import canonical
from ledger.export import VERIFIER
from ledger.merkle import leaf, root_of
from ledger.notes import signed_checkpoint
from ledger.record import stamp
from tests.ledger.demo_day import Day, Event, find

type Change = Callable[[list[Event]], Event]


def verdict(folder: Path) -> tuple[int, str]:
    """What anybody sees who runs the verifier; a traceback would stand in its standard error."""
    command = [sys.executable, "-S", str(VERIFIER / "verify.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def signed_copy(day: Day, events: list[Event], folder: Path) -> Path:
    """These events as an export, signed again with the platform's own key."""
    lines = [canonical(event) for event in events]
    folder.mkdir()
    (folder / "entries.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    (folder / "checkpoint").write_text(
        signed_checkpoint(day.origin, len(lines), root_of([leaf(line) for line in lines])), encoding="utf-8"
    )
    (folder / "trust.json").write_bytes((day.folder / "trust.json").read_bytes())
    return folder


def shift(moment: str, **step: int) -> str:
    """A moment of the record, moved."""
    return stamp(datetime.fromisoformat(moment) + timedelta(**step))


def contested(events: list[Event]) -> Event:
    """The decision on which most hangs: money, three places or more, a payment afterwards."""
    paid = {e["need"] for e in events if e["type"] == "payment.settled"}
    return next(e for e in events if e["type"] == "decision.made" and len(e["ranking"]) > 2 and e["need"] in paid)


# Each falsification returns the event at whose line it must be found; beside it, what the verifier expects there.
FALSIFIED: list = []


def falsified(expects: str) -> Callable[[Change], Change]:
    """Enter a falsification into the table."""

    def keep(change: Change) -> Change:
        FALSIFIED.append(pytest.param(change, expects, id=change.__name__))
        return change

    return keep


@falsified("what was opened is not what was sealed")
def the_amount_of_a_bid_is_lowered(events):
    opened = find(events, "bid.opened", need=contested(events)["need"])
    opened["plain"]["amount_fen"] -= 1
    return opened


@falsified("expected the award to go to")
def the_winner_is_swapped(events):
    decision = contested(events)
    second, award = decision["ranking"][1], find(events, "award.made", need=decision["need"])
    award.update(bidder=second["bidder"], bid=second["bid"], place=2, fen=second["amount_fen"], rate_bp=second["rate_bp"])
    return award


@falsified("the ranking does not follow from the bids")
def the_first_two_places_change_their_numbers(events):
    decision = contested(events)
    one, two = decision["ranking"][:2]
    one["place"], two["place"] = 2, 1
    return decision


@falsified("the trustees' deadline is not that of the notice")
def the_deadline_is_moved(events):
    need = find(events, "need.published")
    need["deadline"] = shift(need["deadline"], hours=1)
    return need


@falsified("sealed for version 1 and its trustees")
def the_deadline_is_moved_for_the_trustees_too(events):
    need = find(events, "need.published", need=contested(events)["need"])
    need["deadline"] = need["trustees"]["deadline"] = shift(need["deadline"], hours=1)
    return find(events, "bid.sealed", need=need["need"])


@falsified("expected the frozen list")
def a_bid_line_is_dropped(events):
    opened = find(events, "bid.opened", need=contested(events)["need"])
    events.remove(find(events, "bid.sealed", bid=opened["bid"]))
    return find(events, "need.closed", need=opened["need"])


@falsified("once, it stands here again")
def a_bid_line_is_doubled(events):
    sealed = find(events, "bid.sealed")
    again = copy.deepcopy(sealed)
    events.insert(events.index(sealed) + 1, again)
    return again


@falsified("once, it stands here again")
def a_payment_is_doubled(events):
    paid = find(events, "payment.settled")
    again = copy.deepcopy(paid)
    events.insert(events.index(paid) + 1, again)
    return again


@falsified("fen paid on a contract of")
def a_payment_is_above_the_contract(events):
    paid = find(events, "payment.settled")
    paid["fen"] += 1
    return paid


@falsified("expected the award's parties and")
def the_contract_says_another_price(events):
    drawn = find(events, "contract.drawn_up")
    drawn["fen"] -= 1
    return drawn


@falsified("expected the score")
def a_score_is_changed(events):
    published = find(events, "score.published")
    published["score_centi"] = (published["score_centi"] or 0) + 1
    return published


@falsified("the score's votes are not those on the record")
def a_vote_is_improved_in_the_score_alone(events):
    published = next(e for e in events if e["type"] == "score.published" and e["inputs"]["votes"])
    scores = published["inputs"]["votes"][0]["scores"]
    scores["quality"] = 5 if scores["quality"] < 5 else 4
    return published


@falsified("to be carried out just before")
def a_suspension_is_removed(events):
    suspended = find(events, "org.suspended")
    decided = find(events, "case.decided", case=suspended["case"])
    events.remove(suspended)
    return decided


@falsified('reason is "比最低价高 0.01 元')
def the_reason_of_a_price_is_changed(events):
    decision = contested(events)
    last = decision["ranking"][-1]
    last["reason"] = last["reason"].replace(last["reason"].split("；")[0], "比最低价高 0.01 元")
    return decision


@falsified("the case is not what notice, frozen list and opened bids give: it.ceiling_fen")
def the_ceiling_of_the_case_is_changed(events):
    decision = contested(events)
    decision["case"]["ceiling_fen"] += 1
    return decision


@falsified("the case is not what notice, frozen list and opened bids give: it.offers[0].amount_fen")
def a_bid_of_the_case_is_changed(events):
    decision = contested(events)
    decision["case"]["offers"][0]["amount_fen"] += 1
    return decision


@falsified("expected the closing at or after the deadline")
def the_need_is_closed_a_microsecond_early(events):
    closed = find(events, "need.closed")
    closed["at"] = shift(closed["deadline"], microseconds=-1)
    return closed


@falsified("awarded before the publicity ends")
def the_publicity_is_cut_short(events):
    decision = contested(events)
    decision["publicity_ends"] = shift(decision["publicity_ends"], days=9)
    return find(events, "award.made", need=decision["need"])


@falsified("accepted without a delivery")
def a_delivery_is_removed(events):
    accepted = find(events, "delivery.accepted")
    events[:] = [e for e in events if not (e["type"] == "delivery.made" and e["contract"] == accepted["contract"])]
    return accepted


def test_the_record_of_the_day_holds(day) -> None:
    code, told = verdict(day.folder)
    assert code == 0, told
    assert told.startswith("All holds: ")
    for kind in ("award.made", "award.declined", "payment.settled", "need.cancelled", "bid.withdrawn", "bid.replaced"):
        assert kind in told


@pytest.mark.parametrize(("change", "expects"), FALSIFIED)
def test_a_falsified_copy_is_found_and_named(day, tmp_path, change, expects) -> None:
    events = copy.deepcopy(day.events)
    guilty = change(events)
    line = next(number for number, event in enumerate(events, 1) if event is guilty)
    code, told = verdict(signed_copy(day, events, tmp_path / "false"))
    assert code == 1
    assert any(found.startswith(f"entries.jsonl line {line} (") and expects in found for found in told.splitlines()), told


def test_there_are_at_least_twelve_falsifications() -> None:
    assert len(FALSIFIED) >= 12


@pytest.mark.parametrize("name", ["entries.jsonl", "checkpoint", "trust.json"])
def test_a_missing_file_is_named(day, tmp_path, name) -> None:
    folder = signed_copy(day, day.events, tmp_path / "copy")
    (folder / name).unlink()
    code, told = verdict(folder)
    assert code == 1
    assert f"{folder / name}: expected this file to be there" in told


def test_a_truncated_line_is_named(day, tmp_path) -> None:
    folder = signed_copy(day, day.events, tmp_path / "copy")
    entries = folder / "entries.jsonl"
    entries.write_bytes(entries.read_bytes()[:-20])
    code, told = verdict(folder)
    assert code == 1
    assert f"entries.jsonl line {len(day.events)}: expected the file to end with a full line" in told


def test_each_need_of_the_day_has_a_title_of_its_own_and_none_is_called_an_announcement(day) -> None:
    titles = [event["title"] for event in day.events if event["type"] == "need.published" and event["round"] == 1]
    assert len(titles) == len(set(titles)) > 10
    assert not [title for title in titles if "公告" in title]


def test_deleting_the_day_leaves_an_install_with_its_seeds_alone(day) -> None:
    assert day.after == day.before
