"""The award offered, confirmed, declined, passed on, through the verbs, with the clock in the test's hand."""

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.awards.award_need import award_need
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.models import Award, Need
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bidding as needs
from tests.makers import bids as make

MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def need(at_ten) -> Need:
    return needs.an_open_need()


def test_the_award_waits_for_the_publicity(at_ten) -> None:
    need = make.a_decided_need()
    clock.set_to(need.publicity_ends_at - MICROSECOND)
    assert due.award_due() == 0
    with pytest.raises(RulesBroken) as refused:
        award_need(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.publicity_has_passed",)
    clock.forward(MICROSECOND)
    assert due.award_due() == 1


def test_the_winner_confirms_and_the_contract_room_is_told(at_ten) -> None:
    award = make.a_confirmed_award()
    assert (award.state, award.need.state, award.amount_fen) == ("confirmed", "confirmed", 8_000_000)
    assert recorded_facts("award.confirmed", award.need.number)[0]["fen"] == 8_000_000


def test_whoever_declines_is_followed_by_the_next(at_ten) -> None:
    need = make.an_awarded_need()
    decline_award(actor=make.winner_of(need), number=need.number, reason="人手不足")
    first, second = need.awards.order_by("pk")
    assert (first.state, second.state, second.place) == ("declined", "offered", 2)


def test_silence_declines_and_nobody_left_ends_the_need(at_ten) -> None:
    need = make.an_awarded_need()
    for _ in range(3):
        clock.set_to(need.awards.latest("pk").confirm_by)
        assert due.decline_silent() == 1
    need.refresh_from_db()
    assert (need.state, need.fail_reason) == ("failed", "按次序已没有可以承接的机构")
    assert [a.state for a in need.awards.all()] == ["declined"] * 3


def test_nobody_confirms_after_the_period(at_ten) -> None:
    need = make.an_awarded_need()
    clock.set_to(need.awards.get().confirm_by)
    with pytest.raises(RulesBroken) as refused:
        confirm_award(actor=make.winner_of(need), number=need.number)
    assert refused.value.names == ("bidding.winner_answers_in_time",)


def test_a_loser_does_not_confirm(at_ten) -> None:
    need = make.an_awarded_need()
    with pytest.raises(NotForYou):
        confirm_award(actor=make.a_bidder(), number=need.number)


def test_a_winner_suspended_before_the_award_is_passed_over(at_ten) -> None:
    need = make.a_decided_need()
    row = need.bids.get(amount_fen=8_000_000).agency
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    ended = need.publicity_ends_at
    need = make.pass_the_publicity(need)
    assert (need.state, need.awards.count(), need.decided_at) == ("decided", 0, ended)
    assert recorded_facts("bid.struck", need.number)[0]["bidder"] == row.organisation.uscc
    award = make.pass_the_publicity(need).awards.get()
    assert (award.place, award.amount_fen) == (1, 8_100_000)


def test_a_winner_suspended_after_the_award_does_not_confirm(at_ten) -> None:
    need = make.an_awarded_need()
    row = need.awards.get().agency
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    with pytest.raises(RulesBroken) as refused:
        confirm_award(actor=make.winner_of(need), number=need.number)
    assert refused.value.names == ("bidding.agency_is_able_to_serve",)


def test_a_second_award_is_refused(at_ten) -> None:
    need = make.an_awarded_need()
    with pytest.raises(RulesBroken) as refused:
        award_need(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.need_is_awarded_once",)
    assert Award.objects.count() == 1
