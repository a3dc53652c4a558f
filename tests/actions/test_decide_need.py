"""Closing, opening and deciding, through the verbs, with the clock in the test's hand."""

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.opening.close_need import close_need
from bidding.models import Need
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market

MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def need(at_ten) -> Need:
    return needs.an_open_need()


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
    need = make.a_decided_need(80_000, 81_000, 82_000, 83_000, 84_000, bidders=agencies)
    assert [r["bidder"] for r in need.decision.ranking] == [a.uscc for a in agencies[2:]]
    reasons = {fact["reasons"][0]["rule"] for fact in recorded_facts("bid.struck", need.number)}
    assert reasons == {"bidding.bidders_are_under_different_heads"}
