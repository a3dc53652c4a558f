"""An abnormally low price: asked about, explained, judged; silence on either side has its end; the award waits."""

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.awards.award_need import award_need
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.deciding.explain_price import explain_price
from bidding.actions.deciding.judge_explanation import judge_explanation
from bidding.models import Explanation, Need
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.reads import recorded_facts
from market.models import RegionalTerm
from market.models.region import TermName
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.rooms import an_entry

MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def low(at_ten) -> tuple[Need, Actor, list[Actor]]:
    """A decided need whose first is far below the others, its buyer, its bidders by place."""
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(4)]
    return make.a_decided_need(10_000, 90_000, 91_000, 92_000, buyer=buyer, bidders=bidders), buyer, bidders


def fresh(need: Need) -> Need:
    return Need.objects.get(pk=need.pk)


def test_the_first_in_order_is_asked_at_the_decision_and_the_award_waits(low) -> None:
    need, _, bidders = low
    asked = Explanation.objects.get()
    assert (asked.bid.agency.organisation.uscc, asked.state) == (bidders[0].uscc, "asked")
    assert asked.lines == ["mean_bp", "next_bp", "ceiling_bp"]
    assert recorded_facts("explanation.asked", need.number)[0]["bidder"] == bidders[0].uscc
    clock.set_to(need.publicity_ends_at)
    assert due.award_due() == 0
    with pytest.raises(RulesBroken) as refused:
        award_need(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.no_explanation_is_open",)


def test_an_accepted_explanation_wins(low) -> None:
    need, buyer, bidders = low
    given = explain_price(actor=bidders[0], number=need.number, text="已有同一地块的监测数据")
    judge_explanation(actor=buyer, explanation=given.pk, accepts=True)
    award = make.pass_the_publicity(need).awards.get()
    assert (award.place, award.amount_fen) == (1, 1_000_000)
    assert recorded_facts("explanation.judged", need.number)[0]["accepted"] is True


def test_the_text_is_for_the_buyer_alone_and_the_record_keeps_a_hash(low) -> None:
    need, _, bidders = low
    explain_price(actor=bidders[0], number=need.number, text="成本构成的秘密")
    assert list(recorded_facts("price.explained", need.number)[0]["x"]) == ["text"]
    assert not [body for body in Pending.objects.values_list("body", flat=True) if "成本构成的秘密" in body]


def test_a_rejection_strikes_with_its_reason_and_the_next_follows_after_a_publicity_of_its_own(low) -> None:
    need, buyer, bidders = low
    given = explain_price(actor=bidders[0], number=need.number, text="相信我")
    with pytest.raises(RulesBroken) as refused:
        judge_explanation(actor=buyer, explanation=given.pk, accepts=False, reason=" ")
    assert refused.value.names == ("bidding.rejection_gives_its_reason",)
    clock.forward(timedelta(hours=3))
    judge_explanation(actor=buyer, explanation=given.pk, accepts=False, reason="没有说明人工成本")
    need = fresh(need)
    assert (need.state, need.decided_at) == ("decided", clock.now())
    _, second = recorded_facts("decision.made", need.number)
    assert second["edition"] == 2
    assert second["replaces"] == need.decision.replaces != ""
    assert [row["bidder"] for row in second["ranking"]] == [each.uscc for each in bidders[1:]]
    assert second["ranking"][0]["reason"] == "有效报价中最低；原第 2 名，排除名次在前的机构后列第 1"
    assert second["struck"][0]["reasons"] == ["低价说明未被采纳：没有说明人工成本"]
    (struck,) = recorded_facts("bid.struck", need.number)
    assert struck["reasons"][0]["rule"] == "bidding.abnormally_low_price_is_explained"
    award = make.pass_the_publicity(need).awards.get()
    assert award.agency.organisation.uscc == bidders[1].uscc


def test_silence_of_the_bidder_rejects_at_the_end_of_its_period_and_not_before(low) -> None:
    need, _, bidders = low
    asked = Explanation.objects.get()
    clock.set_to(asked.explain_by - MICROSECOND)
    assert due.judge_silent() == 0
    clock.set_to(asked.explain_by)
    with pytest.raises(RulesBroken) as refused:
        explain_price(actor=bidders[0], number=need.number, text="晚了")
    assert refused.value.names == ("bidding.explanation_comes_in_time",)
    assert due.judge_silent() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("rejected", "期限内没有提交书面说明，不能证明报价合理")
    assert recorded_facts("explanation.judged", need.number)[0]["silent"] is True
    assert due.judge_silent() == 0


def test_silence_of_the_buyer_accepts(low) -> None:
    need, _, bidders = low
    given = explain_price(actor=bidders[0], number=need.number, text="已有监测数据")
    clock.set_to(given.judge_by - MICROSECOND)
    assert due.judge_silent() == 0
    clock.set_to(given.judge_by)
    assert due.judge_silent() == 1
    given.refresh_from_db()
    assert given.state == "accepted"
    assert make.pass_the_publicity(need).awards.get().place == 1


def test_nobody_else_explains_or_judges_and_nothing_is_judged_before_it_is_explained(low) -> None:
    need, buyer, bidders = low
    asked = Explanation.objects.get()
    with pytest.raises(NotFound):
        explain_price(actor=bidders[1], number=need.number, text="替他说")
    with pytest.raises(NotForYou):
        judge_explanation(actor=bidders[1], explanation=asked.pk, accepts=False, reason="不行")
    with pytest.raises(RulesBroken) as refused:
        judge_explanation(actor=buyer, explanation=asked.pk, accepts=False, reason="不行")
    assert refused.value.names == ("bidding.verdict_follows_an_explanation",)
    assert Explanation.objects.get().state == "asked"


def test_too_few_left_after_a_rejection_fail_the_first_notice_and_call_the_second(at_ten) -> None:
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(3)]
    need = make.a_decided_need(10_000, 90_000, 91_000, buyer=buyer, bidders=bidders)
    given = explain_price(actor=bidders[0], number=need.number, text="相信我")
    judge_explanation(actor=buyer, explanation=given.pk, accepts=False, reason="没有说明人工成本")
    assert due.call_second_due() == 1
    need = fresh(need)
    assert (need.state, need.fail_reason, need.second_notice.state) == ("failed", "有效报名 2 家，不足 3 家", "open")


def test_a_low_price_that_comes_up_after_a_decline_is_asked_about_then(at_ten) -> None:
    market.the_province()
    RegionalTerm.objects.filter(name=TermName.LOW_CEILING_BP).update(value=8_500)
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(4)]
    need = make.a_decided_need(84_000, 84_500, 91_000, 92_000, buyer=buyer, bidders=bidders)
    judge_explanation(
        actor=buyer, explanation=explain_price(actor=bidders[0], number=need.number, text="有数据").pk, accepts=True
    )
    need = make.pass_the_publicity(need)
    decline_award(actor=bidders[0], number=need.number, reason="人手不足")
    assert (fresh(need).state, need.awards.count()) == ("awarded", 1)
    given = explain_price(actor=bidders[1], number=need.number, text="有数据")
    judge_explanation(actor=buyer, explanation=given.pk, accepts=True)
    assert need.awards.latest("pk").agency.organisation.uscc == bidders[1].uscc


def test_a_rejection_after_a_decline_takes_the_need_back_to_publicity(at_ten) -> None:
    market.the_province()
    RegionalTerm.objects.filter(name=TermName.LOW_CEILING_BP).update(value=8_500)
    buyer, bidders = market.a_firm(), [make.a_bidder() for _ in range(4)]
    need = make.a_decided_need(84_000, 84_500, 91_000, 92_000, buyer=buyer, bidders=bidders)
    judge_explanation(
        actor=buyer, explanation=explain_price(actor=bidders[0], number=need.number, text="有数据").pk, accepts=True
    )
    need = make.pass_the_publicity(need)
    decline_award(actor=bidders[0], number=need.number, reason="人手不足")
    clock.set_to(Explanation.objects.latest("pk").explain_by)
    assert due.judge_silent() == 1
    need = fresh(need)
    assert (need.state, need.awarded_at) == ("decided", None)
    award = make.pass_the_publicity(need).awards.latest("pk")
    assert award.agency.organisation.uscc == bidders[2].uscc


def test_a_stated_price_is_never_abnormally_low(at_ten) -> None:
    need = needs.an_open_need(method="random_draw", price_mode="fixed")
    for _ in range(3):
        an_entry(need, make.a_bidder())
    need = make.pass_the_deadline(need)
    assert (need.state, need.decision.low) == ("decided", [])
    assert "low" not in need.decision.case
    assert "low" not in recorded_facts("need.published", need.number)[0]
