"""What holds an award, what ends the holding, and what happens when keys or answers don't come: nothing hangs."""

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.awards.finish_need import finish_need
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.fail_need import fail_need
from bidding.actions.deciding.file_objection import file_objection
from bidding.actions.opening.open_bids import open_bids
from bidding.models import Need, Objection
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER, Actor
from kernel.life import TransitionNotAllowed
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from sealing.trustees import Answers
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market


@pytest.fixture
def result(at_ten) -> tuple[Need, Actor, list[Actor]]:
    """A decided need, its buyer, its three bidders by place."""
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(3)]
    return make.a_decided_need(80_000, 81_000, 82_000, buyer=buyer, bidders=bidders), buyer, bidders


def test_an_open_objection_holds_the_award_and_its_dismissal_lets_it_go(result) -> None:
    need, buyer, bidders = result
    objection = file_objection(actor=bidders[1], number=need.number, text="第一名证书过期")
    assert file_objection(actor=bidders[1], number=need.number, text="再说一遍").pk == objection.pk
    assert make.pass_the_publicity(need).state == "decided"
    with pytest.raises(RulesBroken):
        answer_objection(actor=buyer, objection=objection.pk, upheld=False, answer=" ")
    answer_objection(actor=buyer, objection=objection.pk, upheld=False, answer="证书有效")
    assert due.award_due() == 1
    assert recorded_facts("objection.answered", need.number)[0]["upheld"] is False


def test_an_upheld_objection_fells_the_decision(result) -> None:
    need, buyer, bidders = result
    objection = file_objection(actor=bidders[2], number=need.number, text="第一名应当回避")
    answer_objection(actor=buyer, objection=objection.pk, upheld=True, answer="查实")
    need.refresh_from_db()
    assert (need.state, need.fail_reason) == ("failed", "异议成立，原选取结果不再有效")
    assert recorded_facts("need.failed", need.number)[0]["because"] == "objection_upheld"
    with pytest.raises(TransitionNotAllowed):
        answer_objection(actor=buyer, objection=objection.pk, upheld=False, answer="又不成立")


def test_an_objection_that_nobody_answers_ends_by_the_clock(result) -> None:
    need, _, bidders = result
    objection = file_objection(actor=bidders[1], number=need.number, text="第一名证书过期")
    clock.set_to(objection.answer_by - timedelta(microseconds=1))
    assert due.dismiss_unanswered() == 0
    clock.set_to(objection.answer_by)
    assert due.dismiss_unanswered() == 1
    assert "投诉" in Objection.objects.get().answer
    assert due.award_due() == 1


def test_nobody_but_the_buyer_answers_and_nobody_from_outside_objects(result) -> None:
    need, _, bidders = result
    objection = file_objection(actor=bidders[1], number=need.number, text="第一名证书过期")
    with pytest.raises(NotForYou):
        answer_objection(actor=bidders[0], objection=objection.pk, upheld=False, answer="没有")
    with pytest.raises(RulesBroken) as refused:
        file_objection(actor=make.a_bidder(), number=need.number, text="我觉得不公平")
    assert refused.value.names == ("bidding.objector_took_part",)
    clock.set_to(need.publicity_ends_at)
    with pytest.raises(RulesBroken) as late:
        file_objection(actor=bidders[2], number=need.number, text="太晚")
    assert late.value.names == ("bidding.objection_comes_within_publicity",)


def test_missing_keys_delay_the_opening_once_and_then_end_the_need(at_ten, monkeypatch) -> None:
    need = needs.an_open_need()
    for yuan in (80_000, 81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    monkeypatch.setattr("bidding.actions.opening.open_bids.ask_trustees", lambda **_: Answers({}, {}))
    need = make.pass_the_deadline(need)
    assert need.state == "closed"
    clock.forward(timedelta(minutes=29))
    assert due.open_due() == 0
    assert not recorded_facts("opening.delayed", need.number)
    clock.forward(timedelta(minutes=1))
    assert [due.open_due(), due.open_due()] == [0, 0]
    assert len(recorded_facts("opening.delayed", need.number)) == 1
    clock.forward(timedelta(days=7))
    assert due.open_due() == 1
    need.refresh_from_db()
    assert (need.state, need.cancel_reason) == ("cancelled", "keys_missing")
    assert set(need.bids.values_list("state", flat=True)) == {"unopened"}


def test_a_void_bid_is_published_with_its_reason_and_the_others_decide(at_ten) -> None:
    need = needs.an_open_need()
    for yuan in (80_000, 81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    crooked = make.a_bidder()
    bid = make.a_sealed_bid(need, crooked, 1)
    bid.envelope["ct"] = bid.envelope["ct"][:-8] + "AAAAAAAA"
    bid.save()
    need = make.pass_the_deadline(need)
    bid.refresh_from_db()
    assert (need.state, bid.state, bid.void_reason) == ("decided", "void", "ciphertext")
    assert recorded_facts("bid.void", need.number)[0]["envelope"] == bid.envelope
    assert crooked.uscc not in [r["bidder"] for r in need.decision.ranking]


def test_bids_are_not_opened_before_the_closing(at_ten) -> None:
    need = needs.an_open_need()
    make.a_sealed_bid(need, make.a_bidder())
    with pytest.raises(TransitionNotAllowed):
        open_bids(actor=SCHEDULER, number=need.number)
    assert not recorded_facts("trustee.released", need.number)


def test_a_need_ends_well_or_without_a_contract(at_ten) -> None:
    done, lapsed = make.a_confirmed_award(), make.a_confirmed_award()
    assert finish_need(actor=SCHEDULER, number=done.need.number).state == "finished"
    assert fail_need(actor=SCHEDULER, number=lapsed.need.number, reason="逾期未签合同").state == "failed"
    lapsed.refresh_from_db()
    assert lapsed.state == "revoked"
    assert recorded_facts("award.revoked", lapsed.need.number)[0]["because"] == "逾期未签合同"
