"""Average price and random draw from the notice to the confirmed award, through the verbs."""

import pytest

from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.models import Award, Decision, Need
from bidding.states import AwardState, Method, NeedState, PriceMode
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers.rooms import an_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def a_draw(entrants: int) -> tuple[Need, dict[str, Actor]]:
    need = needs.an_open_need(method=Method.RANDOM_DRAW, price_mode=PriceMode.FIXED)
    actors = [make.a_bidder() for _ in range(entrants)]
    for actor in actors:
        an_entry(need, actor)
    return need, {actor.uscc: actor for actor in actors}


def test_a_drawn_need_is_awarded_at_the_stated_price_and_passed_on_in_the_drawn_order() -> None:
    need, actors = a_draw(4)
    need = make.pass_the_deadline(need)
    assert need.state == NeedState.DECIDED
    decision = Decision.objects.get(need=need)
    order = decision.draws[0]["order"]
    assert [place["bidder"] for place in decision.ranking] == order
    assert sorted(order) == sorted(actors)
    assert {place["amount_fen"] for place in decision.ranking} == {10_000_000}
    need = make.pass_the_publicity(need)
    decline_award(actor=actors[order[0]], number=need.number)
    second = Award.objects.get(need=need, state=AwardState.OFFERED)
    assert (second.place, second.amount_fen) == (2, 10_000_000)
    confirm_award(actor=actors[order[1]], number=need.number)
    assert Need.objects.get(pk=need.pk).state == NeedState.CONFIRMED


def test_a_draw_with_two_sign_ups_fails_its_first_notice() -> None:
    need, _ = a_draw(2)
    assert make.pass_the_deadline(need).state == NeedState.FAILED


def test_a_draw_is_not_published_without_its_price() -> None:
    with pytest.raises(RulesBroken) as refused:
        needs.an_open_need(method=Method.RANDOM_DRAW)
    assert "bidding.price_is_stated_where_none_is_bid" in refused.value.names


def test_the_nearest_to_the_average_is_awarded(client) -> None:
    need = needs.an_open_need(method=Method.AVERAGE_PRICE)
    for yuan in (60_000, 70_000, 72_000, 80_000, 99_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    need = make.pass_the_deadline(need)
    decision = Decision.objects.get(need=need)
    assert [p["amount_fen"] for p in decision.ranking] == [7_200_000, 7_000_000, 8_000_000, 6_000_000, 9_900_000]
    assert decision.numbers == {"mean": [7_400_000, 1], "counted": 3}
    assert "74,000.00 元（5 家有效报价，最高、最低各一家不计）" in client.get(f"/results/{need.number}/").content.decode()


@pytest.mark.parametrize(("method", "mode"), [(Method.RANDOM_DRAW, PriceMode.FIXED), (Method.AVERAGE_PRICE, PriceMode.AMOUNT)])
def test_the_bid_page_asks_for_a_price_only_where_one_is_bid(client, method, mode) -> None:
    from market.models import Person

    need = needs.an_open_need(method=method, price_mode=mode)
    bidder = make.a_bidder()
    client.force_login(Person.objects.get(pk=bidder.person_id))
    page = client.get(f"/needs/{need.number}/bid/").content.decode()
    assert ("data-entry" in page) == (method == Method.RANDOM_DRAW)
    assert ('data-seal-field="amount"' in page) == (method == Method.AVERAGE_PRICE)
