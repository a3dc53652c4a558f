"""Moved deadlines re-derived: by the heartbeats alone both verifiers say which deadline had to move, and each lie is named."""

from datetime import timedelta

from bidding import due
from tests.ledger.falsifications.catalogue import Event, find, move, shift
from tests.ledger.plays.record import Record
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import outages

MINUTE = timedelta(minutes=1)


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


def beats_of_the_second_day(events: list[Event]) -> list[Event]:
    moved = find(events, "deadline.moved")
    return [each for each in events if each["type"] == "heartbeat" and each["at"] > moved["at"]]


def trustees(events: list[Event]) -> None:
    """The trustees' deadline beside a changed one."""
    moved = find(events, "deadline.moved")
    moved["trustees"]["deadline"] = moved["deadline"]


RECORD = Record("Outages", play, deadline_moved=1, need_closed=1)


@RECORD.lie("expected the deadline to move before the closing")
def the_closing_ignores_an_outage(events):
    for each in beats_of_the_second_day(events)[10:13]:
        events.remove(each)


@RECORD.lie("expected the deadline to move before the closing")
def the_heart_stops_before_the_end_and_the_closing_stands(events):
    for each in beats_of_the_second_day(events)[-2:]:
        events.remove(each)


@RECORD.lie("the deadline moved without an outage")
def a_deadline_moves_though_the_heart_beat(events):
    moved = find(events, "deadline.moved")
    at = moved["silence"][0]
    for _ in range(5):
        at = shift(at, seconds=60)
        place = next(i for i, each in enumerate(events) if each["type"] == "heartbeat" and each["at"] > at)
        events.insert(place, {**find(events, "heartbeat"), "at": at})


@RECORD.lie("expected a heartbeat written when it beat")
def heartbeats_are_written_afterwards(events):
    moved = find(events, "deadline.moved")
    beat = next(each for each in events if each["type"] == "heartbeat" and each["at"] > moved["silence"][0])
    events.insert(events.index(moved), {**beat, "at": shift(moved["silence"][0], seconds=90)})


@RECORD.lie("expected the silence")
def the_silence_is_said_to_be_shorter(events):
    silence = find(events, "deadline.moved")["silence"]
    silence[0] = shift(silence[0], seconds=30)


@RECORD.lie("expected the same hour of a day soon after")
def the_deadline_moves_to_another_hour(events):
    for each in (find(events, "deadline.moved"), find(events, "need.closed")):
        each["deadline"] = shift(each["deadline"], seconds=-3600)
    trustees(events)


@RECORD.lie("expected the same hour of a day soon after")
def the_deadline_moves_by_a_month(events):
    moved = find(events, "deadline.moved")
    moved["deadline"] = shift(moved["deadline"], seconds=30 * 86_400)
    trustees(events)


@RECORD.lie("expected the deadline to move from")
def the_deadline_moves_from_another_moment(events):
    moved = find(events, "deadline.moved")
    moved["was"] = shift(moved["was"], seconds=60)


@RECORD.lie("expected new keys for the new deadline")
def the_old_keys_serve_the_new_deadline(events):
    find(events, "deadline.moved")["trustees"]["set"] = find(events, "need.published")["trustees"]["set"]


@RECORD.lie("the trustees' deadline is not that of the notice")
def the_trustees_wait_for_another_deadline(events):
    moved = find(events, "deadline.moved")
    moved["trustees"]["deadline"] = moved["was"]


@RECORD.lie("expected every sealed bid, and no other, to stay unopened")
def a_bid_of_the_old_keys_is_kept(events):
    find(events, "deadline.moved")["unopened"].pop()


@RECORD.lie("expected a bid sealed for version 1 and its trustees")
def the_move_is_not_mentioned(events):
    events.remove(find(events, "deadline.moved"))


@RECORD.lie("is closed, expected open")
def the_deadline_moves_after_the_closing(events):
    move(events, find(events, "deadline.moved"), before=find(events, "trustee.released"))
