"""Direct choice through the verbs: named at a stated price, offered at once, given back, chosen again, or ended in time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.choosing.choose_agency import choose_agency
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Award, Bid, Need
from bidding.states import Funding, Method, PriceMode
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.calendar import add_working_days
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from market.models import RegionalTerm
from tests.makers import bids as make
from tests.makers import choices, market

MICROSECOND = timedelta(microseconds=1)


def names(refused: pytest.ExceptionInfo[RulesBroken]) -> list[str]:
    return [name.removeprefix("bidding.") for name in refused.value.names]


def test_a_published_need_waits_for_its_buyer_and_names_no_keys(at_ten) -> None:
    need = choices.a_need_to_choose_for()
    assert (need.state, need.trustees) == ("choosing", {})
    assert need.closes_at == need.choose_by == add_working_days(clock.now(), 10)
    said = recorded_facts("need.published", need.number)[0]
    assert (said["method"], said["price_mode"], said["minimum"], said["notice_days"]) == ("direct_choice", "fixed", 1, 10)


def test_the_chosen_is_offered_the_award_at_once_and_confirms_to_a_contract(at_ten) -> None:
    agency = make.a_bidder()
    need = choices.a_choice(agency=agency, reason=" 熟悉本流域资料 ")
    assert (need.state, need.publicity_ends_at, need.awarded_at) == ("awarded", need.decided_at, need.decided_at)
    made = recorded_facts("award.made", need.number)[0]
    assert (made["bidder"], made["by"]) == (agency.uscc, {"kind": "system"})
    assert due.award_due() == 0
    clock.forward(timedelta(minutes=5))
    award = confirm_award(actor=agency, number=need.number)
    assert (award.state, award.bid, award.amount_fen, award.need.state) == ("confirmed", None, 10_000_000, "confirmed")
    chosen = recorded_facts("agency.chosen", need.number)[0]
    assert (chosen["bidder"], chosen["reason"]) == (agency.uscc, "熟悉本流域资料")
    assert not Bid.objects.filter(need=need).exists()


def test_whoever_declines_is_not_chosen_again_and_another_is(at_ten) -> None:
    first, second = make.a_bidder(), make.a_bidder()
    need = choices.a_choice(agency=first)
    clock.forward(timedelta(hours=1))
    decline_award(actor=first, number=need.number, reason="人手不足")
    need.refresh_from_db()
    assert (need.state, need.decided_at, need.choose_by) == ("choosing", None, add_working_days(clock.now(), 10))
    with pytest.raises(RulesBroken) as refused:
        choices.a_choice(need, first)
    assert names(refused) == ["chosen_agency_has_not_given_it_back"]
    choices.a_choice(need, second)
    clock.forward(timedelta(minutes=1))
    confirm_award(actor=second, number=need.number)
    assert [a.state for a in need.awards.order_by("pk")] == ["declined", "confirmed"]
    assert recorded_facts("decision.made", need.number)[-1]["case"]["gone"] == [first.uscc]


def test_silence_of_the_chosen_gives_the_need_back_to_its_buyer(at_ten) -> None:
    need = choices.a_choice()
    clock.set_to(Award.objects.get(need=need).confirm_by)
    assert due.decline_silent() == 1
    need.refresh_from_db()
    assert need.state == "choosing"


def test_one_that_lost_its_standing_since_is_not_offered_the_award(at_ten) -> None:
    agency = make.a_bidder()
    RegionalTerm.objects.filter(name="direct_publicity_days").update(value=3)
    need = choices.a_choice(agency=agency)
    assert (need.state, need.publicity_ends_at) == ("decided", add_working_days(clock.now(), 3))
    assert due.award_due() == 0
    clock.set_to(need.publicity_ends_at)
    row = make.agency_of(agency)
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    assert due.award_due() == 1
    need.refresh_from_db()
    assert (need.state, need.awards.count()) == ("choosing", 0)
    again = recorded_facts("choice.reopened", need.number)[0]
    assert (again["because"], [r["rule"] for r in again["reasons"]]) == ("unable", ["bidding.agency_is_able_to_serve"])


def test_nobody_chosen_in_time_ends_the_need(at_ten) -> None:
    need = choices.a_need_to_choose_for()
    clock.set_to(need.choose_by - MICROSECOND)
    assert due.end_unchosen_due() == 0
    clock.forward(MICROSECOND)
    with pytest.raises(RulesBroken) as refused:
        choices.a_choice(need)
    assert names(refused) == ["agency_is_chosen_in_time"]
    assert due.end_unchosen_due() == 1
    need.refresh_from_db()
    assert (need.state, need.fail_reason) == ("failed", "委托方在期限内没有选定机构")
    assert recorded_facts("need.failed", need.number)[0]["because"] == "not_chosen"


def test_an_agency_that_does_not_offer_the_service_is_refused_with_every_reason_and_nothing_changes(at_ten) -> None:
    need = choices.a_need_to_choose_for(avoidance=[])
    with pytest.raises(RulesBroken) as refused:
        choices.a_choice(need, make.a_bidder(item_code="B99"))
    assert "agency_offers_the_service" in names(refused)
    need.refresh_from_db()
    assert (need.state, recorded_facts("agency.chosen", need.number)) == ("choosing", [])
    with pytest.raises(NotFound):
        choose_agency(actor=choices.buyer_of(need), number=need.number, agency="91410100M0000000X")


def test_nobody_but_the_buyer_chooses(at_ten) -> None:
    need, agency = choices.a_need_to_choose_for(), make.a_bidder()
    for stranger in (market.a_firm(), market.a_department(), agency):
        with pytest.raises(NotForYou):
            choose_agency(actor=stranger, number=need.number, agency=agency.uscc)


def test_a_department_never_chooses_directly_and_the_table_refuses_it_too(at_ten) -> None:
    with pytest.raises(RulesBroken) as refused:
        choices.a_need_to_choose_for(market.a_department())
    assert "department_buys_by_competition" in names(refused)
    need = choices.a_need_to_choose_for()
    with pytest.raises(IntegrityError, match="department_need_is_competitive"), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(is_commissioned_by_department=True)


def test_fiscal_money_needs_the_regions_leave_and_a_published_reason_and_a_publicity(at_ten) -> None:
    said = {"funding": Funding.FISCAL, "ceiling_fen": 5_000_000}
    with pytest.raises(RulesBroken) as refused:
        choices.a_need_to_choose_for(**said)
    assert names(refused) == ["direct_choice_spends_social_money"]
    RegionalTerm.objects.filter(name="direct_fiscal_fen").update(value=5_000_000)
    need = choices.a_need_to_choose_for(**said)
    with pytest.raises(RulesBroken) as refused:
        choices.a_choice(need, reason="  ")
    assert names(refused) == ["choice_with_fiscal_money_says_why"]
    need = choices.a_choice(need, reason="同一流域已有勘测成果")
    assert (need.state, need.publicity_ends_at) == ("decided", add_working_days(need.decided_at, 3))
    assert (need.awards.count(), due.award_due()) == (0, 0)
    with pytest.raises(RulesBroken):
        choices.a_need_to_choose_for(funding=Funding.FISCAL, ceiling_fen=5_000_001)


def test_a_direct_choice_takes_no_price_but_the_stated_one(at_ten) -> None:
    with pytest.raises(RulesBroken) as refused:
        choices.a_need_to_choose_for(price_mode=PriceMode.AMOUNT)
    assert names(refused) == ["price_is_stated_where_none_is_bid"]


def test_the_table_lets_no_other_method_wait_for_a_choice(at_ten) -> None:
    need = choices.a_need_to_choose_for()
    with pytest.raises(IntegrityError, match="only_a_direct_choice_waits_for_one"), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(method=Method.SEALED_PRICE)
    with pytest.raises(RulesBroken):
        publish_need(actor=choices.buyer_of(need), number=need.number)


def test_a_deadline_that_a_draft_still_names_is_dropped(at_ten) -> None:
    need = choices.a_need_to_choose_for(closes_at=clock.now() + timedelta(hours=1))
    assert need.closes_at == add_working_days(clock.now(), 10)
