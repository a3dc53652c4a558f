"""Needs whose keys lie with four trustees, three of whom open: real daemons over HTTP, some dead, some crooked."""

from datetime import timedelta
from itertools import combinations

import pytest

from bidding import due
from bidding.actions.notices.call_second_notice import call_second_notice
from bidding.actions.notices.move_deadline import move_deadline
from bidding.actions.notices.name_trustees import ask_for_keys
from bidding.actions.notices.publish_again import publish_again
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Need
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.calendar import add_working_days
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from ledger.record import stamp
from ledger.sequencer import sequence_all
from sealing.opening import open_envelope
from sealing.trustees import NotYet, collect
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market, outages
from tests.makers.trustees import four_trustees


@pytest.fixture
def trustees(at_ten, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path) as found:
        yield found


def closed(trustees) -> Need:
    """A closed need with three bids whose closing is in order on the record, and trustees whose clocks have come to the deadline."""
    need = needs.an_open_need()
    for yuan in (80_000, 81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    clock.set_to(need.closes_at)
    assert due.close_due() == 1
    sequence_all()
    trustees[1][0] = need.closes_at
    need.refresh_from_db()
    return need


def asked(need: Need):
    return collect(need.trustees, need.number, need.closes_at, closed=recorded_facts("need.closed", need.number)[0])


def test_a_notice_names_the_four_signed_keys_and_their_threshold(trustees):
    need = needs.an_open_need()
    assert (need.trustees["t"], need.trustees["n"]) == (3, 4)
    assert [each["name"] for each in need.trustees["set"]] == ["operator", "regulator", "finance", "notary"]
    assert len({each["pk"] for each in need.trustees["set"]}) == 4


def test_with_one_trustee_silent_no_need_is_published_and_the_refusal_says_who(trustees):
    trustees[0][3].stop()
    buyer = market.a_firm()
    need = needs.a_draft_need(buyer)
    with pytest.raises(RulesBroken, match="notary 没有应答") as refused:
        publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True)
    assert refused.value.names == ("bidding.every_trustee_has_named_its_key",)
    need.refresh_from_db()
    assert need.state == "draft"
    assert not recorded_facts("need.published", need.number)


def test_a_silent_trustee_holds_up_the_second_notice_and_neither_the_closing_nor_the_failing_of_the_first(trustees):
    buyer = market.a_firm()
    need = needs.an_open_need(buyer)
    make.reach_the_deadline(need)
    trustees[0][3].stop()
    assert [due.close_due(), due.call_second_due()] == [1, 0]
    need.refresh_from_db()
    assert (need.state, need.awaits_second_notice) == ("failed", True)
    assert not Need.objects.filter(first_notice=need).exists()
    with pytest.raises(RulesBroken) as refused:
        publish_again(actor=buyer, number=need.number)
    assert refused.value.names == ("bidding.only_a_need_without_a_result_is_published_again",)
    at = clock.forward(timedelta(hours=1))
    trustees[0][3].serve()
    assert [due.call_second_due(), due.call_second_due()] == [1, 0]
    need.refresh_from_db()
    second = need.second_notice
    assert not need.awaits_second_notice
    assert (second.state, second.published_at, second.closes_at) == ("open", at, add_working_days(at, 1))


def test_the_deadline_of_the_second_notice_is_whole_days_after_its_date_however_long_the_trustees_take(trustees, monkeypatch):
    need = needs.an_open_need()
    make.reach_the_deadline(need)
    due.close_due()
    began = clock.now()

    def slowly(*told, **more):
        named = ask_for_keys(*told, **more)
        clock.forward(timedelta(seconds=7))
        return named

    monkeypatch.setattr("bidding.actions.notices.call_second_notice.ask_for_keys", slowly)
    second = call_second_notice(actor=SCHEDULER, number=need.number)
    assert (second.published_at, second.closes_at) == (began, add_working_days(began, 1))
    assert recorded_facts("need.published", second.number)[0]["at"] == stamp(began)


def test_a_deadline_that_is_moved_by_another_round_while_the_trustees_are_asked_moves_once(trustees, monkeypatch):
    outages.an_outage_rule()
    need = needs.an_open_need()
    was = need.closes_at
    outages.beat_until(need, before=timedelta(minutes=10), silent=(20, 15))
    asked = []

    def meanwhile(*told, **more):
        asked.append(told)
        if len(asked) == 1:
            move_deadline(actor=SCHEDULER, number=need.number)
        return ask_for_keys(*told, **more)

    monkeypatch.setattr("bidding.actions.notices.move_deadline.ask_for_keys", meanwhile)
    with pytest.raises(RulesBroken) as refused:
        move_deadline(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.deadline_moves_after_an_outage_alone",)
    need.refresh_from_db()
    assert need.closes_at == was + timedelta(days=1)
    assert need.trustees["deadline"] == stamp(need.closes_at)
    assert len(recorded_facts("deadline.moved", need.number)) == 1


def test_with_one_trustee_dead_three_open_every_bid_and_the_record_says_who_did_not_give(trustees):
    need = closed(trustees)
    trustees[0][1].stop()
    assert due.open_due() == 1
    assert [fact["i"] for fact in recorded_facts("trustee.released", need.number)] == [1, 3, 4]
    assert [(f["i"], f["outcome"]) for f in recorded_facts("trustee.missed", need.number)] == [(2, "silent")]
    assert len(recorded_facts("bid.opened", need.number)) == 3


def test_every_three_of_the_four_keys_say_the_same_of_every_bid(trustees):
    need = closed(trustees)
    keys = asked(need).keys
    assert sorted(keys) == [1, 2, 3, 4]
    for bid in need.bids.all():
        said = {repr(open_envelope(bid.envelope, {i: keys[i] for i in some})) for some in combinations(keys, 3)}
        assert len(said) == 1


def test_with_two_trustees_dead_nothing_is_opened_until_one_is_back_and_then_everything(trustees, monkeypatch):
    need = closed(trustees)
    for each in trustees[0][:2]:
        each.stop()
    assert due.open_due() == 0
    clock.forward(timedelta(minutes=30))
    assert due.open_due() == 0
    delay = recorded_facts("opening.delayed", need.number)[0]
    assert (delay["held"], delay["threshold"]) == (2, 3)
    assert delay["outcomes"] == {"1": "silent", "2": "silent", "3": "gave", "4": "gave"}
    assert not recorded_facts("bid.opened", need.number)


def test_a_trustee_whose_clock_is_behind_refuses_as_early(trustees):
    need = closed(trustees)
    trustees[1][0] = need.closes_at - timedelta(microseconds=1)
    assert set(asked(need).outcomes.values()) == {"early"}
    assert asked(need).keys == {}


def test_a_trustee_that_gives_another_key_is_lying_and_its_key_is_not_taken(trustees):
    need = closed(trustees)
    trustees[0][2].trustee.master = b"\7" * 32
    assert asked(need).outcomes == {1: "gave", 2: "gave", 3: "lying", 4: "gave"}
    assert sorted(asked(need).keys) == [1, 2, 4]


def test_nobody_is_asked_before_the_closing_is_in_order_on_the_record(trustees):
    need = needs.an_open_need()
    with pytest.raises(NotYet):
        collect(need.trustees, need.number, need.closes_at, closed={})
