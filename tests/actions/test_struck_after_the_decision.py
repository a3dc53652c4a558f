"""An objection upheld against one bid strikes it; the decision is made anew, and nothing is drawn or averaged again."""

import pytest

from bidding import due
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.file_objection import file_objection
from bidding.models import Need
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.rooms import an_entry


@pytest.fixture
def result(at_ten) -> tuple[Need, Actor, list[Actor]]:
    """A decided need, its buyer, its four bidders by place."""
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(4)]
    return make.a_decided_need(80_000, 81_000, 82_000, 83_000, buyer=buyer, bidders=bidders), buyer, bidders


def upheld_against(need: Need, buyer: Actor, by: Actor, bid: str) -> Need:
    objection = file_objection(actor=by, number=need.number, text="应当回避")
    answer_objection(actor=buyer, objection=objection.pk, upheld=True, answer="查实", against=bid)
    return Need.objects.get(pk=need.pk)


def test_an_objection_upheld_against_the_first_strikes_it_and_the_second_wins_after_a_publicity_of_its_own(result) -> None:
    need, buyer, bidders = result
    first = need.decision.ranking[0]["bid"]
    need = upheld_against(need, buyer, bidders[1], first)
    assert need.state == "decided"
    answered = recorded_facts("objection.answered", need.number)[0]
    assert (answered["upheld"], answered["bid"]) == (True, first)
    assert recorded_facts("bid.struck", need.number)[0]["reasons"] == [
        {"rule": "bidding.no_upheld_objection_is_against_the_bid", "because": "异议成立：查实"}
    ]
    before, after = recorded_facts("decision.made", need.number)
    assert after["case"]["fallen"] == [
        {"bidder": bidders[0].uscc, "bid": first, "because": ["异议成立：查实"], "was_valid": False}
    ]
    assert [row["bidder"] for row in after["ranking"]] == [each.uscc for each in bidders[1:]]
    assert [row["reason"].split("；")[0] for row in after["ranking"]] == [
        "有效报价中最低",
        "比最低价高 1,000.00 元",
        "比最低价高 2,000.00 元",
    ]
    assert (after["edition"], "edition" in before) == (2, False)
    assert make.pass_the_publicity(need).awards.get().agency.organisation.uscc == bidders[1].uscc


def test_a_second_objection_strikes_a_second_bid_and_both_editions_stay_on_the_record(result) -> None:
    need, buyer, bidders = result
    need = upheld_against(need, buyer, bidders[1], need.decision.ranking[3]["bid"])
    objection = file_objection(actor=bidders[1], number=need.number, text="第一名的证书是别人的")
    first = need.decision.ranking[0]["bid"]
    answer_objection(actor=buyer, objection=objection.pk, upheld=True, answer="属实", against=first)
    need = Need.objects.get(pk=need.pk)
    assert (need.state, need.fail_reason) == ("failed", "有效报名 2 家，不足 3 家")
    assert due.call_second_due() == 1
    assert need.second_notice.state == "open"
    assert [fact.get("edition", 1) for fact in recorded_facts("decision.made", need.number)] == [1, 2]


@pytest.mark.parametrize("against", ["00" * 32, "struck"])
def test_nothing_but_a_bid_of_the_order_is_struck(result, against) -> None:
    need, buyer, bidders = result
    first = need.decision.ranking[0]["bid"]
    if against == "struck":
        need, against = upheld_against(need, buyer, bidders[1], first), first
    objection = file_objection(actor=bidders[2], number=need.number, text="再查一次")
    with pytest.raises(RulesBroken) as refused:
        answer_objection(actor=buyer, objection=objection.pk, upheld=True, answer="查实", against=against)
    assert refused.value.names == ("bidding.upheld_objection_strikes_a_bid_of_the_order",)
    objection.refresh_from_db()
    assert objection.state == "open"


def test_a_draw_is_not_held_again_when_one_of_the_drawn_falls(at_ten) -> None:
    buyer = market.a_firm()
    need = needs.an_open_need(buyer, method="random_draw", price_mode="fixed")
    bidders = [make.a_bidder() for _ in range(5)]
    for each in bidders:
        an_entry(need, each)
    need = make.pass_the_deadline(need)
    drawn, before = need.decision.draws, [row["bidder"] for row in need.decision.ranking]
    need = upheld_against(need, buyer, bidders[0], need.decision.ranking[1]["bid"])
    assert need.decision.draws == drawn
    assert [row["bidder"] for row in need.decision.ranking] == [before[0], *before[2:]]
    assert need.decision.ranking[1]["reason"].endswith("；原第 3 名，排除名次在前的机构后列第 2")


def test_a_mean_is_not_taken_again_when_one_of_the_quotes_falls(at_ten) -> None:
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(5)]
    need = make.a_decided_need(60_000, 70_000, 72_000, 80_000, 99_000, buyer=buyer, bidders=bidders, method="average_price")
    numbers, before = need.decision.numbers, [row["bidder"] for row in need.decision.ranking]
    need = upheld_against(need, buyer, bidders[0], need.decision.ranking[0]["bid"])
    assert need.decision.numbers == numbers
    assert [row["bidder"] for row in need.decision.ranking] == before[1:]
