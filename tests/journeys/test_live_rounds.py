"""Live rounds from the form of the draft to the result, as a buyer and an agency see them on the pages."""

import pytest
from django.test import Client

from bidding.actions.rounds.place_step import place_step
from bidding.models import Need, Notice
from bidding.states import Method, NeedState, PriceMode
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from market.models import Person
from tests.makers import bidding as needs
from tests.makers import rooms
from tests.makers.bids import a_bidder
from tests.makers.market import a_firm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def read(actor: Actor, address: str) -> str:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client.get(address).content.decode()


def test_the_form_offers_live_rounds_with_amounts_and_wants_a_ceiling() -> None:
    buyer = a_firm()
    need = needs.a_draft_need(buyer)
    address = f"/my/needs/{need.number}/price/"
    client = Client()
    client.force_login(Person.objects.get(pk=buyer.person_id))
    assert "多轮竞价：密封报名不报价" in client.get(address).content.decode()
    said = {"method": "live_rounds", "price_mode": "discount", "funding": "social", "no_estimate_note": "无法估算"}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "请填写最高限价" in refused.content.decode()
    assert client.post(address, {**said, "ceiling_fen": "100000"}).status_code == 302
    assert Need.objects.get(pk=need.pk).method == Method.LIVE_ROUNDS
    assert Notice.objects.get(need=need).price_mode == PriceMode.AMOUNT


def test_live_rounds_are_not_published_without_a_ceiling() -> None:
    with pytest.raises(RulesBroken) as refused:
        needs.an_open_need(method=Method.LIVE_ROUNDS, ceiling_fen=None, floor_fen=None, no_estimate_note="无法估算")
    assert "bidding.rounds_fall_from_a_ceiling" in refused.value.names


def test_a_sign_up_is_sealed_without_a_price() -> None:
    need = needs.an_open_need(method=Method.LIVE_ROUNDS)
    page = read(a_bidder(), f"/needs/{need.number}/bid/")
    assert "data-entry" in page
    assert 'data-seal-field="amount"' not in page
    assert "<h1>密封报名</h1>" in page


def test_my_bids_lead_to_the_room_and_the_result_tells_who_never_bid() -> None:
    need, (a, b, c) = rooms.a_live_room()
    room = f'<a href="/needs/{need.number}/room/">进入竞价室</a>'
    assert room in read(a, "/my/bids/")
    assert "3 份密封报名" in read(c, f"/needs/{need.number}/")
    place_step(actor=a, number=need.number, fen=9_000_000)
    place_step(actor=b, number=need.number, fen=8_500_000)
    need = rooms.run_out(need)
    assert need.state == NeedState.DECIDED
    assert room not in read(a, "/my/bids/")
    result = read(c, f"/results/{need.number}/")
    assert "85,000.00" in result
    assert "最后报价最低的中选" in result
    assert "各轮竞价中均未报价" in result
    assert "未能开启" not in result
