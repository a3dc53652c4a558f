"""Publishing a need."""

import json
from datetime import date

import pytest

from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.drafting.save_need_project import save_need_project
from bidding.actions.drafting.start_need import start_need
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Need
from bidding.reads import notices
from bidding.states import Method, NeedState
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from market.models import ListItem
from tests.makers import bidding as need_makers
from tests.makers import market as make

pytestmark = pytest.mark.usefixtures("at_ten")


def the_record() -> list[dict]:
    """What is written, but for what goes into the draws (tests/draws) and what moves on budgets (tests/actions/test_budgets.py)."""
    written = [json.loads(row.body) for row in Pending.objects.order_by("pk")]
    return [event for event in written if not event["type"].startswith(("draw.", "budget."))]


def test_a_firm_publishes_a_need_and_the_record_holds_all_that_the_decision_will_need(at_ten) -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer, ceiling_fen=9_600_000, floor_fen=4_800_000)
    assert need.number == "ZX-2026-0001"
    assert need.state == NeedState.OPEN
    assert need.published_at == at_ten
    assert need.closes_at == need_makers.in_working_days(5)
    assert need.trustees["t"] == need.trustees["n"] == 1
    said = the_record()[-1]
    assert said["type"] == "need.published"
    assert {name: said[name] for name in ("need", "round", "version", "buyer", "item", "method", "minimum", "department")} == {
        "need": "ZX-2026-0001",
        "round": 1,
        "version": 1,
        "buyer": buyer.uscc,
        "item": "B02",
        "method": "sealed_price",
        "minimum": 3,
        "department": False,
    }
    assert (said["ceiling_fen"], said["floor_fen"], said["flags"], said["able"]) == (9_600_000, 4_800_000, ["narrow"], 0)
    assert said["trustees"] == need.trustees
    assert said["deadline"] == need.trustees["deadline"] == "2026-06-10T09:00:00.000000Z"
    assert len(said["notice"]) == 64


def test_a_draft_says_nothing_in_public() -> None:
    need_makers.a_draft_need()
    assert the_record() == []


def test_numbers_follow_one_another() -> None:
    buyer = make.a_firm()
    assert [start_need(actor=buyer).number for _ in range(3)] == ["ZX-2026-0001", "ZX-2026-0002", "ZX-2026-0003"]


def test_publishing_twice_is_refused_and_records_once() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    before = len(the_record())
    with pytest.raises(RulesBroken) as refused:
        publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True)
    assert refused.value.names[0] == "bidding.need_is_still_a_draft"
    assert len(the_record()) == before


def test_every_broken_rule_is_named_at_once_and_nothing_changes() -> None:
    buyer = make.a_firm()
    number = start_need(actor=buyer).number
    with pytest.raises(RulesBroken) as refused:
        publish_need(actor=buyer, number=number)
    assert refused.value.names == (
        "bidding.notice_says_all_it_must",
        "bidding.price_has_a_ceiling_or_its_reason",
        "bidding.narrow_conditions_are_owned_up_to",
    )
    assert "报名截止" in refused.value.broken[0].because
    assert Need.objects.get(number=number).state == NeedState.DRAFT
    assert the_record() == []


def test_a_foreign_draft_is_not_found_and_a_foreign_need_is_refused() -> None:
    draft, public, other = need_makers.a_draft_need(), need_makers.an_open_need(), make.a_firm()
    with pytest.raises(NotFound):
        publish_need(actor=other, number=draft.number)
    with pytest.raises(NotForYou):
        publish_need(actor=other, number=public.number)
    with pytest.raises(NotFound):
        publish_need(actor=other, number="ZX-2026-9999")


def test_no_department_creates_or_steers_the_need_of_a_firm() -> None:
    need, department = need_makers.an_open_need(), make.a_department()
    with pytest.raises(NotForYou):
        save_need_project(actor=department, number=need.number, title="改", content="改", region_code=need.region.code)
    assert start_need(actor=department).is_commissioned_by_department
    assert start_need(actor=department).buyer_id == department.organisation_id


def test_an_agency_and_somebody_without_the_role_start_no_need() -> None:
    agency = make.acting_for(make.an_organisation("agency"))
    signer = make.acting_for(make.an_organisation(), "sign")
    for actor in (agency, signer):
        with pytest.raises(NotForYou):
            start_need(actor=actor)
    assert not Need.objects.exists()


def test_a_department_can_not_save_direct_choice() -> None:
    department = make.a_department()
    need = need_makers.a_draft_need(department)
    with pytest.raises(RulesBroken) as refused:
        save_need_price(
            actor=department,
            number=need.number,
            method=Method.DIRECT_CHOICE,
            funding="fiscal",
            ceiling_fen=1_000_000,
            budget_line="2026-1",
        )
    assert refused.value.names == (
        "bidding.department_buys_by_competition",
        "bidding.price_is_stated_where_none_is_bid",
        "bidding.direct_choice_spends_social_money",
    )
    assert Need.objects.get(pk=need.pk).method == Method.SEALED_PRICE


def test_a_firm_is_refused_a_method_that_nobody_decides(monkeypatch) -> None:
    firm = make.a_firm()
    need = need_makers.a_draft_need(firm)
    monkeypatch.setattr(notices, "DECIDED_HERE", notices.DECIDED_HERE - {Method.AVERAGE_PRICE})
    with pytest.raises(RulesBroken) as refused:
        save_need_price(actor=firm, number=need.number, method=Method.AVERAGE_PRICE, funding="social", ceiling_fen=1_000_000)
    assert refused.value.names == ("bidding.method_is_offered_here",)
    assert Need.objects.get(pk=need.pk).method == Method.SEALED_PRICE
    Need.objects.filter(pk=need.pk).update(method=Method.AVERAGE_PRICE)  # as if another door had let it in
    with pytest.raises(RulesBroken) as refused:
        publish_need(actor=firm, number=need.number, knows_it_is_narrow=True)
    assert refused.value.names == ("bidding.method_is_offered_here",)
    assert Need.objects.get(pk=need.pk).state == NeedState.DRAFT


def test_a_need_keeps_the_edition_of_its_publication_day(at_ten) -> None:
    old = make.a_list_item()
    buyer = make.a_firm()
    need = need_makers.a_draft_need(buyer, item_code=old.code)
    new = make.a_list_item(edition=make.an_edition(date(2026, 6, 1)))
    assert publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True).item == new
    ListItem.objects.filter(pk=new.pk).update(code="B99")
    late = need_makers.a_draft_need  # the old code is no longer on the list of the day
    with pytest.raises(RulesBroken) as refused:
        late(buyer, item_code=old.code)
    assert refused.value.names == ("bidding.item_of_an_approval_is_on_the_list",)


def test_splitting_a_fiscal_purchase_is_flagged_and_not_refused() -> None:
    department = make.a_department()
    need_makers.an_open_need(department, ceiling_fen=60_000_000)
    need_makers.an_open_need(department, ceiling_fen=60_000_000)
    assert [row["flags"] for row in the_record()] == [["narrow"], ["narrow", "split"]]
