"""A need that ended without a result is published again from a draft that says the same."""

from datetime import timedelta

import pytest

from bidding import due, reads
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.publish_again import publish_again
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Need
from kernel import clock
from kernel.access import NotForYou
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market, reveals


def test_a_need_cancelled_for_missing_keys_is_drafted_again_with_all_that_it_said(at_ten, monkeypatch) -> None:
    need, _ = reveals.a_delayed_need(monkeypatch)
    clock.set_to(need.reveal_until)
    due.open_due()
    buyer = market.acting_for(need.buyer)
    again = publish_again(actor=buyer, number=need.number)
    assert publish_again(actor=buyer, number=need.number).pk == again.pk
    before, draft = reads.notice_of(need), reads.draft_of(again)
    said = ("title", "content", "scale", "days", "ceiling_fen", "price_mode", "contact_name", "avoidance", "certificate_kinds")
    assert {name: getattr(draft, name) for name in said} == {name: getattr(before, name) for name in said}
    assert (again.state, again.item, again.method, again.round) == ("draft", need.item, need.method, 1)
    assert (draft.version, draft.closes_at, draft.published_at) == (1, None, None)
    assert not recorded_facts("need.published", again.number)
    save_need_deadline(actor=buyer, number=again.number, closes_at=needs.in_working_days(5))
    assert publish_need(actor=buyer, number=again.number, knows_it_is_narrow=True).state == "open"


def test_a_running_need_and_one_with_a_second_notice_are_not_published_again(at_ten) -> None:
    buyer = market.a_firm()
    running, few = needs.an_open_need(buyer), needs.an_open_need(buyer)
    make.pass_the_deadline(few)
    assert Need.objects.filter(first_notice=few).exists()
    for need in (running, few):
        with pytest.raises(RulesBroken) as refused:
            publish_again(actor=buyer, number=need.number)
        assert refused.value.names == ("bidding.only_a_need_without_a_result_is_published_again",)
    assert not Need.objects.filter(again_of__isnull=False).exists()


def test_nobody_but_its_buyer_publishes_a_need_again(at_ten) -> None:
    buyer = market.a_firm()
    need = cancel_need(actor=buyer, number=needs.an_open_need(buyer).number, reason="law_changed")
    clock.forward(timedelta(hours=1))
    with pytest.raises(NotForYou):
        publish_again(actor=market.a_firm(), number=need.number)
