"""A plan beside the price: sealed for its own keys, void and struck when it says nothing, never on the public record."""

from __future__ import annotations

import json

import pytest

from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Need, Plan
from bidding.states import NeedState
from kernel.rulebook import RulesBroken
from sealing.envelope import seal
from tests.makers import bidding as needs
from tests.makers import experts as make
from tests.makers.bids import a_bidder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

A, B, C = 80_000, 70_000, 90_000


def test_what_a_plan_says_stays_out_of_the_public_record() -> None:
    need, _ = make.a_need_in_scoring()
    opened = [body for body in make.facts_of(need) if body["type"] == "plan.opened"]
    assert len(opened) == 3
    assert all("踏勘" not in json.dumps(body, ensure_ascii=False) for body in make.facts_of(need))


@pytest.mark.parametrize("forget", ["plan", "lot", "bidder", "seq"])
def test_a_bid_needs_a_plan_sealed_for_this_need_by_this_bidder(forget: str) -> None:
    need, _ = make.a_need_with_plans()
    bidder, other = a_bidder(), a_bidder()
    price, _plan = make.two_envelopes(need, bidder, A)
    bad = {
        "plan": None,
        "lot": price,
        "bidder": make.two_envelopes(need, other, A)[1],
        "seq": make.two_envelopes(need, bidder, A, seq=2)[1],
    }[forget]
    with pytest.raises(RulesBroken) as refused:
        submit_bid(actor=bidder, number=need.number, envelope=price, plan=bad)
    assert refused.value.names == ("bidding.envelope_is_sealed_for_this_need",)
    assert not Plan.objects.exists()


def test_the_same_two_envelopes_twice_are_one_bid_and_another_plan_is_refused() -> None:
    need, _ = make.a_need_with_plans()
    bidder = a_bidder()
    price, plan = make.two_envelopes(need, bidder, A)
    first = submit_bid(actor=bidder, number=need.number, envelope=price, plan=plan)
    assert submit_bid(actor=bidder, number=need.number, envelope=price, plan=plan) == first
    with pytest.raises(RulesBroken):
        submit_bid(actor=bidder, number=need.number, envelope=price, plan=make.two_envelopes(need, bidder, A)[1])


def test_a_need_without_plans_takes_none_in() -> None:
    need = needs.an_open_need()
    bidder = a_bidder()
    price = seal({"v": "bid/1", "amount_fen": 100}, need=need.number, bidder=bidder.uscc, seq=1, trustees=need.trustees)[0]
    with pytest.raises(RulesBroken):
        submit_bid(actor=bidder, number=need.number, envelope=price, plan={"v": 1})


def test_a_void_plan_is_struck_and_not_scored() -> None:
    need, bidders = make.a_need_with_plans(A, B)
    spoilt = a_bidder()
    price, _ = make.two_envelopes(need, spoilt, 60_000)
    lot = need.trustees["lots"]["technical"]
    named = {"need": need.number, "bidder": spoilt.uscc, "seq": 1}
    plan = seal({"v": "bid/1", "amount_fen": 1}, **named, trustees=lot, lot="technical")[0]
    submit_bid(actor=spoilt, number=need.number, envelope=price, plan=plan)
    need = make.closed_and_drawn(need)
    need = make.scored(need, make.points(bidders, (38, 28), (20, 15)))
    assert [row["bidder"] for row in need.decision.ranking] == [bidders[0].uscc, bidders[1].uscc]
    (struck,) = need.decision.struck
    assert (struck["bidder"], struck["reasons"]) == (spoilt.uscc, ["方案无效：信封的内容不是规定的格式"])


def test_one_plan_is_too_few_and_the_second_notice_goes_out() -> None:
    need, _ = make.a_need_with_plans(A)
    need = make.closed_and_drawn(need)
    assert need.state == NeedState.FAILED
    second = Need.objects.get(first_notice=need)
    assert second.trustees["lots"]["technical"]["lot"] == "technical"
