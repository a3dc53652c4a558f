"""Sealed bids from the envelope to the confirmed award, through the verbs, with the clock in the test's hand."""

from datetime import timedelta

import pytest
from django_fsm import TransitionNotAllowed

from bidding import due
from bidding.actions.award_need import award_need
from bidding.actions.close_need import close_need
from bidding.actions.confirm_award import confirm_award
from bidding.actions.decline_award import decline_award
from bidding.actions.submit_bid import submit_bid
from bidding.actions.withdraw_bid import withdraw_bid
from bidding.models import Award, Bid, Need
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
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
    assert receipt_is_genuine(bid.receipt)
    assert bid.receipt["bid"] == bid.envelope_hash
    assert bid.receipt["bidder"] == agency.uscc
    assert recorded_facts("bid.sealed", need.number)[0]["bid"] == bid.envelope_hash


def test_the_same_envelope_twice_is_one_bid_with_one_receipt(need) -> None:
    agency = make.a_bidder()
    envelope = make.an_envelope(need, agency, 80_000)
    first = submit_bid(actor=agency, number=need.number, envelope=envelope)
    clock.forward(timedelta(hours=1))
    again = submit_bid(actor=agency, number=need.number, envelope=envelope)
    assert (again.pk, again.receipt) == (first.pk, Bid.objects.get().receipt)
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


def test_a_need_is_not_closed_a_microsecond_early(need) -> None:
    clock.set_to(need.closes_at - MICROSECOND)
    with pytest.raises(RulesBroken) as refused:
        close_need(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.deadline_has_passed",)


def test_nobody_closes_a_need_by_hand(need) -> None:
    clock.set_to(need.closes_at)
    with pytest.raises(NotForYou):
        close_need(actor=market.acting_for(need.buyer), number=need.number)


def test_the_lowest_price_wins_and_everybody_learns_why(at_ten) -> None:
    need = make.a_decided_need(81_000, 80_000, 82_500)
    assert need.state == "decided"
    ranking = need.decision.ranking
    assert [r["amount_fen"] for r in ranking] == [8_000_000, 8_100_000, 8_250_000]
    assert [r["reason"] for r in ranking] == ["有效报价中最低", "比最低价高 1,000.00 元", "比最低价高 2,500.00 元"]
    events = [recorded_facts(name, need.number) for name in ("need.closed", "trustee.released", "bid.opened", "decision.made")]
    assert [len(each) for each in events] == [1, 1, 3, 1]
    assert events[3][0]["case"] == need.decision.case


def test_a_price_above_the_ceiling_is_struck_and_too_few_remain(at_ten) -> None:
    need = make.a_decided_need(80_000, 81_000, 100_001)
    assert (need.state, need.fail_reason) == ("failed", "有效报名 2 家，不足 3 家")
    assert need.second_notice.state == "open"


def test_prices_at_the_floor_and_at_the_ceiling_count(at_ten) -> None:
    need = make.a_decided_need(50_000, 100_000, 70_000, floor_fen=5_000_000)
    assert [r["amount_fen"] for r in need.decision.ranking] == [5_000_000, 7_000_000, 10_000_000]


def test_discount_rates_rank_from_the_highest(at_ten) -> None:
    need = needs.an_open_need(price_mode="discount", floor_rate_bp=100, ceiling_rate_bp=3000)
    for rate in (500, 3000, 1250):
        make.a_sealed_bid(need, make.a_bidder(), rate_bp=rate)
    need = make.pass_the_deadline(need)
    assert [(r["rate_bp"], r["amount_fen"]) for r in need.decision.ranking] == [
        (3000, 7_000_000),
        (1250, 8_750_000),
        (500, 9_500_000),
    ]


def test_too_few_bids_are_never_opened_and_the_second_notice_follows(at_ten) -> None:
    need = make.a_decided_need(80_000, 81_000)
    assert need.state == "failed"
    assert set(need.bids.values_list("state", flat=True)) == {"unopened"}
    assert not recorded_facts("trustee.released", need.number)
    second = need.second_notice
    assert (second.number, second.round, second.state) == (f"{need.number}-2", 2, "open")
    assert second.closes_at > clock.now()
    assert recorded_facts("need.published", second.number)[0]["minimum"] == 2


def test_one_bid_at_the_second_notice_may_win_at_the_ceiling(at_ten) -> None:
    second = make.a_decided_need(80_000).second_notice
    make.a_sealed_bid(second, make.a_bidder(), 100_000)
    assert make.pass_the_deadline(second).state == "decided"


def test_one_bid_above_the_ceiling_at_the_second_notice_ends_it(at_ten) -> None:
    second = make.a_decided_need(80_000).second_notice
    make.a_sealed_bid(second, make.a_bidder(), 100_001)
    second = make.pass_the_deadline(second)
    assert second.state == "failed"
    assert not Need.objects.filter(first_notice=second).exists()


def test_nobody_at_either_notice_ends_as_failed(at_ten) -> None:
    need = make.pass_the_deadline(needs.an_open_need())
    second = make.pass_the_deadline(need.second_notice)
    assert (need.state, second.state) == ("failed", "failed")
    assert due.close_due() == 0


def test_an_agency_suspended_after_its_bid_is_struck_with_the_reason(at_ten) -> None:
    agencies = [make.a_bidder() for _ in range(4)]
    need = needs.an_open_need()
    for agency, yuan in zip(agencies, (80_000, 81_000, 82_000, 83_000), strict=True):
        make.a_sealed_bid(need, agency, yuan)
    row = make.agency_of(agencies[0])
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    need = make.pass_the_deadline(need)
    assert [r["bidder"] for r in need.decision.ranking] == [a.uscc for a in agencies[1:]]
    struck = recorded_facts("bid.struck", need.number)[0]
    assert struck["bidder"] == agencies[0].uscc
    assert struck["reasons"][0]["rule"] == "bidding.agency_is_able_to_serve"


def test_bidders_under_one_head_are_both_struck(at_ten) -> None:
    heads = ["王一", "王一", "李二", "赵三", "钱四"]
    agencies = [make.a_bidder(legal_representative=head) for head in heads]
    need = make.a_decided_need(80_000, 81_000, 82_000, 83_000, 84_000, agencies=agencies)
    assert [r["bidder"] for r in need.decision.ranking] == [a.uscc for a in agencies[2:]]
    reasons = {fact["reasons"][0]["rule"] for fact in recorded_facts("bid.struck", need.number)}
    assert reasons == {"bidding.bidders_are_under_different_heads"}


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
    need = make.pass_the_publicity(need)
    award = need.awards.get()
    assert (award.place, award.amount_fen) == (2, 8_100_000)
    assert recorded_facts("bid.struck", need.number)[0]["bidder"] == row.organisation.uscc


def test_a_winner_suspended_after_the_award_does_not_confirm(at_ten) -> None:
    need = make.an_awarded_need()
    row = need.awards.get().agency
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    with pytest.raises(RulesBroken) as refused:
        confirm_award(actor=make.winner_of(need), number=need.number)
    assert refused.value.names == ("bidding.agency_is_able_to_serve",)


def test_an_abnormally_low_price_wins_with_an_explanation(at_ten) -> None:
    need = make.an_awarded_need(10_000, 90_000, 91_000)
    winner = make.winner_of(need)
    with pytest.raises(RulesBroken) as refused:
        confirm_award(actor=winner, number=need.number)
    assert refused.value.names == ("bidding.abnormally_low_price_is_explained",)
    award = confirm_award(actor=winner, number=need.number, explanation="已有同一地块的监测数据")
    assert award.state == "confirmed"


def test_a_second_award_is_refused(at_ten) -> None:
    need = make.an_awarded_need()
    with pytest.raises(TransitionNotAllowed):
        award_need(actor=SCHEDULER, number=need.number)
    assert Award.objects.count() == 1
