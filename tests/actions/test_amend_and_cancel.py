"""Amending and cancelling a need."""

from datetime import timedelta

import pytest

from bidding import reads
from bidding.actions.drafting.discard_need import discard_need
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.drop_amendment import drop_amendment
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Need
from bidding.states import NeedState
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from tests.actions.test_publish_need import the_record
from tests.makers import bidding as need_makers
from tests.makers import market as make

pytestmark = pytest.mark.usefixtures("at_ten")


def dearer(buyer: Actor, need: Need, fen: int) -> None:
    start_amendment(actor=buyer, number=need.number)
    save_need_price(actor=buyer, number=need.number, method=need.method, funding="social", price_mode="amount", ceiling_fen=fen)


def test_a_material_change_makes_a_new_version_with_a_new_deadline_and_new_keys() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    keys = need.trustees
    clock.forward(timedelta(days=1))
    dearer(buyer, need, 12_000_000)
    assert reads.notice_of(need).ceiling_fen == 10_000_000  # nothing is public yet
    save_need_deadline(actor=buyer, number=need.number, closes_at=need_makers.in_working_days(5))
    notice = amend_notice(actor=buyer, number=need.number, what_changed="限价上调", knows_it_is_narrow=True)
    need.refresh_from_db()
    assert (notice.version, reads.notice_of(need).ceiling_fen) == (2, 12_000_000)
    assert need.closes_at == need_makers.in_working_days(5) == notice.closes_at
    assert need.trustees["set"] != keys["set"]
    said = the_record()[-1]
    assert (said["type"], said["version"], said["material"]) == ("need.amended", 2, True)
    assert said["changed"] == ["ceiling_fen", "closes_at"]
    assert said["deadline"] == need.trustees["deadline"]
    assert said["unopened"] == []


def test_a_material_change_that_leaves_too_little_time_is_refused() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    clock.forward(timedelta(days=5))
    dearer(buyer, need, 12_000_000)
    with pytest.raises(RulesBroken) as refused:
        amend_notice(actor=buyer, number=need.number, what_changed="限价上调", knows_it_is_narrow=True)
    assert refused.value.names == ("bidding.notice_is_long_enough",)
    assert reads.notice_of(need).version == 1


def test_a_new_contact_changes_neither_deadline_nor_keys() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    keys, closes_at = need.trustees, need.closes_at
    clock.forward(timedelta(days=5))
    start_amendment(actor=buyer, number=need.number)
    save_need_contacts(actor=buyer, number=need.number, contact_name="王五", contact_phone="0379-6000001")
    amend_notice(actor=buyer, number=need.number, what_changed="换联系人", knows_it_is_narrow=True)
    need.refresh_from_db()
    assert (need.trustees, need.closes_at) == (keys, closes_at)
    assert the_record()[-1]["material"] is False


def test_after_the_deadline_nothing_changes() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    dearer(buyer, need, 12_000_000)
    clock.set_to(need.closes_at)
    with pytest.raises(RulesBroken) as refused:
        amend_notice(actor=buyer, number=need.number, what_changed="限价上调", knows_it_is_narrow=True)
    assert "bidding.notice_changes_before_its_deadline" in refused.value.names
    with pytest.raises(RulesBroken):
        start_amendment(actor=buyer, number=need.number)
    assert reads.notice_of(need).version == 1
    assert len(the_record()) == 1


def test_a_version_that_changes_nothing_or_does_not_say_what_is_refused() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    start_amendment(actor=buyer, number=need.number)
    with pytest.raises(RulesBroken) as refused:
        amend_notice(actor=buyer, number=need.number, what_changed=" ", knows_it_is_narrow=True)
    assert refused.value.names == ("bidding.amendment_says_what_changed", "bidding.amendment_changes_something")


def test_a_dropped_amendment_leaves_the_version_in_force() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    dearer(buyer, need, 1)
    drop_amendment(actor=buyer, number=need.number)
    assert [n.ceiling_fen for n in need.notices.all()] == [10_000_000]


def test_the_method_of_a_public_need_stays() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    start_amendment(actor=buyer, number=need.number)
    with pytest.raises(RulesBroken) as refused:
        save_need_price(actor=buyer, number=need.number, method="direct_choice", funding="social", ceiling_fen=1)
    assert refused.value.names == ("bidding.item_method_and_region_stay_once_public", "bidding.price_is_stated_where_none_is_bid")


def test_a_need_is_cancelled_for_a_reason_of_the_list_and_the_reason_is_public() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    cancel_need(actor=buyer, number=need.number, reason="project_stopped", note="项目停建")
    need.refresh_from_db()
    assert (need.state, need.cancel_reason) == (NeedState.CANCELLED, "project_stopped")
    said = the_record()[-1]
    assert (said["type"], said["reason"], said["note"]) == ("need.cancelled", "project_stopped", "项目停建")


@pytest.mark.parametrize("reason", ["", "we_changed_our_mind", "keys_missing"])
def test_no_other_reason_cancels_nor_one_that_the_clock_alone_finds(reason: str) -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    with pytest.raises(RulesBroken) as refused:
        cancel_need(actor=buyer, number=need.number, reason=reason)
    assert refused.value.names == ("bidding.cancelling_has_a_reason_of_the_list",)
    assert Need.objects.get(pk=need.pk).state == NeedState.OPEN


def test_cancelling_twice_and_cancelling_a_draft_are_refused() -> None:
    buyer = make.a_firm()
    need, draft = need_makers.an_open_need(buyer), need_makers.a_draft_need(buyer)
    cancel_need(actor=buyer, number=need.number, reason="law_changed")
    for number in (need.number, draft.number):
        with pytest.raises(RulesBroken) as refused:
            cancel_need(actor=buyer, number=number, reason="law_changed")
        assert refused.value.names == ("bidding.only_a_running_need_is_cancelled",)


def test_a_draft_is_discarded_and_a_public_need_is_not() -> None:
    buyer = make.a_firm()
    need, draft = need_makers.an_open_need(buyer), need_makers.a_draft_need(buyer)
    assert discard_need(actor=buyer, number=draft.number).state == NeedState.DISCARDED
    with pytest.raises(RulesBroken) as refused:
        discard_need(actor=buyer, number=need.number)
    assert refused.value.names == ("bidding.only_a_draft_is_discarded",)


def test_nobody_else_amends_or_cancels() -> None:
    need, other = need_makers.an_open_need(), make.a_department()
    for verb, more in ((start_amendment, {}), (cancel_need, {"reason": "law_changed"}), (amend_notice, {"what_changed": "x"})):
        with pytest.raises(NotForYou):
            verb(actor=other, number=need.number, **more)
    assert Need.objects.get(pk=need.pk).state == NeedState.OPEN
