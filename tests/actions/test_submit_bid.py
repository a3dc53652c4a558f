"""Sealed bids taken in, replaced and taken back, through the verbs, with the clock in the test's hand."""

from datetime import timedelta

import pytest

from bidding import reads
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.models import Bid, Need
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.reads import recorded_facts
from ledger.receipts import receipt_is_genuine
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market

MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def need(at_ten) -> Need:
    return needs.an_open_need()


def test_a_bid_is_taken_in_stamped_and_receipted(need, at_ten) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency, 80_000)
    bid.refresh_from_db()
    assert (bid.state, bid.at, bid.amount_fen, bid.plain) == ("sealed", at_ten, None, None)
    assert receipt_is_genuine(reads.receipt_of(bid))
    assert reads.receipt_of(bid)["bid"] == bid.envelope_hash
    assert reads.receipt_of(bid)["bidder"] == agency.uscc
    assert recorded_facts("bid.sealed", need.number)[0]["bid"] == bid.envelope_hash


def test_the_same_envelope_twice_is_one_bid_with_one_receipt(need) -> None:
    agency = make.a_bidder()
    envelope = make.an_envelope(need, agency, 80_000)
    first = submit_bid(actor=agency, number=need.number, envelope=envelope)
    clock.forward(timedelta(hours=1))
    again = submit_bid(actor=agency, number=need.number, envelope=envelope)
    assert (again.pk, reads.receipt_of(again)) == (first.pk, reads.receipt_of(Bid.objects.get()))
    assert len(recorded_facts("bid.sealed", need.number)) == 1


def test_a_new_envelope_takes_the_place_of_the_old(need) -> None:
    agency = make.a_bidder()
    old = make.a_sealed_bid(need, agency, 80_000)
    new = make.a_sealed_bid(need, agency, 79_000, seq=2)
    old.refresh_from_db()
    assert (old.state, new.state) == ("replaced", "sealed")
    assert recorded_facts("bid.replaced", need.number)[0]["bid"] == old.envelope_hash


def test_a_used_sequence_number_is_refused_and_the_old_bid_stays(need) -> None:
    agency = make.a_bidder()
    old = make.a_sealed_bid(need, agency, 80_000)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency, 79_000, seq=1)
    assert refused.value.names == ("bidding.envelope_is_sealed_for_this_need",)
    old.refresh_from_db()
    assert old.state == "sealed"


@pytest.mark.parametrize(("early", "taken"), [(MICROSECOND, True), (timedelta(0), False), (-MICROSECOND, False)])
def test_one_microsecond_decides(need, early, taken) -> None:
    agency = make.a_bidder()
    clock.set_to(need.closes_at - early)
    if taken:
        assert make.a_sealed_bid(need, agency, 80_000).state == "sealed"
        return
    before = Pending.objects.count()
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency, 80_000)
    assert refused.value.names == ("bidding.bid_arrives_before_closing",)
    assert "截止于" in refused.value.broken[0].because
    assert (Bid.objects.count(), Pending.objects.count()) == (0, before)


def test_every_broken_rule_is_named_at_once(need) -> None:
    agency = make.a_bidder(item_code="B03")
    row = make.agency_of(agency)
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    clock.set_to(need.closes_at)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency, 80_000)
    assert set(refused.value.names) == {
        "bidding.bid_arrives_before_closing",
        "bidding.agency_is_able_to_serve",
        "bidding.agency_offers_the_service",
    }


def test_an_envelope_of_another_need_is_refused(need) -> None:
    agency, other = make.a_bidder(), needs.an_open_need()
    with pytest.raises(RulesBroken) as refused:
        submit_bid(actor=agency, number=other.number, envelope=make.an_envelope(need, agency))
    assert refused.value.names == ("bidding.envelope_is_sealed_for_this_need",)


def test_a_copied_envelope_is_refused(need) -> None:
    honest, thief = make.a_bidder(), make.a_bidder()
    with pytest.raises(RulesBroken):
        submit_bid(actor=thief, number=need.number, envelope=make.an_envelope(need, honest))


@pytest.mark.parametrize("envelope", [None, [], "x", {}, {"v": "bid-seal/1"}, 5])
def test_rubbish_is_refused_with_a_sentence(need, envelope) -> None:
    with pytest.raises(RulesBroken) as refused:
        submit_bid(actor=make.a_bidder(), number=need.number, envelope=envelope)
    assert refused.value.broken[0].because


def test_a_firm_does_not_bid(need) -> None:
    with pytest.raises(NotForYou):
        submit_bid(actor=market.a_firm(), number=need.number, envelope={})


def test_a_bid_into_nothing_is_not_found(at_ten) -> None:
    with pytest.raises(NotFound):
        submit_bid(actor=make.a_bidder(), number="ZX-1999-0001", envelope={})


def test_a_bid_is_withdrawn_one_millisecond_before_the_deadline(need) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency, 80_000)
    clock.set_to(need.closes_at - timedelta(milliseconds=1))
    assert withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash).state == "withdrawn"
    assert withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash).state == "withdrawn"
    assert len(recorded_facts("bid.withdrawn", need.number)) == 1


def test_a_bid_is_not_withdrawn_at_the_deadline(need) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency, 80_000)
    clock.set_to(need.closes_at)
    with pytest.raises(RulesBroken) as refused:
        withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash)
    assert refused.value.names == ("bidding.withdrawal_comes_before_closing",)


def test_after_a_withdrawal_the_agency_may_seal_again(need) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency, 80_000)
    withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash)
    assert make.a_sealed_bid(need, agency, 81_000, seq=2).state == "sealed"


def test_another_agency_neither_sees_nor_withdraws_a_bid(need) -> None:
    bid = make.a_sealed_bid(need, make.a_bidder(), 80_000)
    with pytest.raises(NotFound):
        withdraw_bid(actor=make.a_bidder(), envelope_hash=bid.envelope_hash)
