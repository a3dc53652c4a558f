"""The outage rule: the heart beats near a deadline, and where it stopped too long the deadline moves before anything closes."""

import json
from datetime import datetime, timedelta

import pytest
from django.test import Client

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.notices.beat import beat
from bidding.actions.notices.move_deadline import move_deadline
from bidding.actions.opening.close_need import close_need
from bidding.models import Bid, Heartbeat, Need
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from kernel.tick import tick
from ledger.models import Pending
from market.models import Person
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import outages

MINUTE = timedelta(minutes=1)


@pytest.fixture
def need(at_ten: datetime) -> Need:
    """An open need with the outage rule and three sealed bids; it closes at 17:00 on Wednesday 10 June."""
    outages.an_outage_rule()
    need = needs.an_open_need()
    for _ in range(3):
        make.a_sealed_bid(need, make.a_bidder())
    return need


def facts(kind: str) -> list[dict]:
    bodies = map(json.loads, Pending.objects.order_by("pk").values_list("body", flat=True))
    return [body for body in bodies if body["type"] == kind]


def test_a_need_whose_heart_beat_to_the_end_is_closed(need: Need) -> None:
    outages.beat_until(need, before=timedelta())
    assert due.move_due() == 0
    assert due.close_due() == 1
    assert len(facts("heartbeat")) == 31
    assert facts("need.published")[0]["outage"] == {"window_minutes": 30, "silence_seconds": 120}


@pytest.mark.parametrize(
    ("silent", "moves"), [((20, 19), 0), ((20, 18), 1), ((1, 0), 0), ((2, 0), 1), ((31, 28), 0), ((31, 27), 1)]
)
def test_more_than_two_minutes_without_a_beat_move_the_deadline(need: Need, silent: tuple[int, int], moves: int) -> None:
    was = need.closes_at
    outages.beat_until(need, before=timedelta(), silent=silent)
    assert due.move_due() == moves
    assert due.close_due() == 1 - moves
    need.refresh_from_db()
    assert (need.closes_at != was) == bool(moves)


def test_the_deadline_moves_to_the_next_working_day_with_new_keys_and_everybody_seals_again(need: Need) -> None:
    keys, was = need.trustees["set"], need.closes_at
    outages.beat_until(need, before=10 * MINUTE, silent=(20, 15))
    assert due.move_due() == 1
    need.refresh_from_db()
    assert need.state == "open"
    assert need.closes_at == was + timedelta(days=1)
    assert need.trustees["set"][0]["pk"] != keys[0]["pk"]
    assert set(Bid.objects.filter(need=need).values_list("state", flat=True)) == {"unopened"}
    (moved,) = facts("deadline.moved")
    assert moved["silence"] == ["2026-06-10T08:39:00.000000Z", "2026-06-10T08:45:00.000000Z"]
    assert len(moved["unopened"]) == 3
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency)
    assert bid.state == "sealed"


def test_after_an_outage_over_the_deadline_nothing_closes_before_it_has_moved(need: Need) -> None:
    outages.beat_until(need, before=5 * MINUTE)
    clock.set_to(need.closes_at + timedelta(hours=15))
    with pytest.raises(RulesBroken) as refused:
        close_need(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.no_outage_came_before_the_deadline",)
    assert due.move_due() == 1
    need.refresh_from_db()
    assert clock.day_of(need.closes_at) == clock.day_of(clock.now() + timedelta(days=1))
    assert need.closes_at.astimezone(clock.BEIJING).hour == 17


def test_a_bid_sealed_for_the_old_keys_is_not_taken_after_the_move(need: Need) -> None:
    agency = make.a_bidder()
    old = make.an_envelope(need, agency)
    outages.beat_until(need, before=10 * MINUTE, silent=(20, 15))
    due.move_due()
    with pytest.raises(RulesBroken) as refused:
        submit_bid(actor=agency, number=need.number, envelope=old)
    assert "bidding.envelope_is_sealed_for_this_need" in refused.value.names


def test_nobody_moves_a_deadline_by_hand_or_without_an_outage(need: Need) -> None:
    outages.beat_until(need, before=10 * MINUTE)
    with pytest.raises(RulesBroken) as refused:
        move_deadline(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.deadline_moves_after_an_outage_alone",)
    with pytest.raises(NotForYou):
        move_deadline(actor=make.a_bidder(), number=need.number)
    with pytest.raises(NotForYou):
        beat(actor=make.a_bidder())


def test_a_second_outage_moves_it_once_more(need: Need) -> None:
    was = need.closes_at
    for _ in range(2):
        outages.beat_until(need, before=10 * MINUTE, silent=(20, 15))
        assert due.move_due() == 1
    need.refresh_from_db()
    assert need.closes_at == was + timedelta(days=2)


def test_the_heart_beats_near_a_deadline_alone_and_twice_a_minute_at_most(need: Need) -> None:
    clock.set_to(need.closes_at - 33 * MINUTE)
    assert not beat(actor=SCHEDULER)
    clock.set_to(need.closes_at - 31 * MINUTE)
    assert beat(actor=SCHEDULER)
    assert not beat(actor=SCHEDULER)
    clock.forward(timedelta(seconds=30))
    assert beat(actor=SCHEDULER)
    clock.set_to(need.closes_at)
    assert not beat(actor=SCHEDULER)
    assert Heartbeat.objects.count() == 2


def test_where_the_table_names_no_such_rule_nothing_is_watched(at_ten: datetime) -> None:
    need = needs.an_open_need()
    assert need.outage_terms == {}
    assert make.pass_the_deadline(need).state != "open"
    assert facts("need.published")[0]["outage"] is None


def test_the_tick_beats_where_no_worker_does(need: Need) -> None:
    clock.set_to(need.closes_at - 10 * MINUTE)
    assert tick()["bidding.due.beat_near_deadlines"] == 1
    assert "bidding.due.beat_near_deadlines" not in tick()


def test_everybody_is_told_on_the_needs_page_the_receipt_and_the_home(need: Need) -> None:
    bidder = make.a_bidder()
    bid = make.a_sealed_bid(need, bidder)
    outages.beat_until(need, before=10 * MINUTE, silent=(20, 15))
    due.move_due()
    client = Client()
    page = client.get(f"/needs/{need.number}/").content.decode()
    assert "截止时间因系统故障顺延到 2026 年 6 月 11 日（周四）17:00" in page
    assert "原定 2026 年 6 月 10 日（周三）17:00" in page
    client.force_login(Person.objects.get(pk=bidder.person_id), backend="django.contrib.auth.backends.ModelBackend")
    assert f"重新密封：{need.number}" in client.get("/my/").content.decode()
    assert "去重新密封" in client.get(f"/my/bids/{bid.envelope_hash}/").content.decode()
    make.a_sealed_bid(need, bidder, seq=2)
    assert f"重新密封：{need.number}" not in client.get("/my/").content.decode()
