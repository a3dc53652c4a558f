"""The live room's page: by plain POST, in two steps, without a name."""

from datetime import timedelta

import pytest
from django.test import Client

from bidding.actions.rounds.place_step import place_step
from bidding.models import LiveRound, Step
from kernel import clock
from market.models import Person
from tests.makers import bids as make
from tests.makers import rooms


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    session = client.session
    session["organisation"] = actor.organisation_id
    session.save()
    return client


def test_a_price_is_confirmed_in_capitals_before_it_counts(at_ten) -> None:
    need, (a, b, _) = rooms.a_live_room()
    client, step = signed_in(a), f"/needs/{need.number}/room/step/"
    asked = client.post(step, {"amount": "９0,500"}).content.decode()
    assert "玖万零伍佰元整" in asked
    assert not Step.objects.exists()
    answer = client.post(step, {"amount": "90,500", "confirm": "1"}, follow=True)
    assert answer.redirect_chain == [(f"/needs/{need.number}/room/", 302)]
    page = answer.content.decode()
    assert '<div class="zx-note is-ok">' in page
    assert "第 1 名" in page
    assert "89,500.00 元" in page
    place_step(actor=b, number=need.number, fen=8_900_000)
    assert "第 2 名" in client.get(f"/needs/{need.number}/room/").content.decode()


def test_a_price_that_is_too_high_is_refused_with_its_rule_and_changes_nothing(at_ten) -> None:
    need, (a, *_) = rooms.a_live_room()
    answer = signed_in(a).post(f"/needs/{need.number}/room/step/", {"amount": "100000.01", "confirm": "1"})
    assert answer.status_code == 422
    assert "至少比当前最低价低一个降幅" in answer.content.decode()
    assert not Step.objects.exists()


def test_the_public_sees_prices_and_no_name(at_ten) -> None:
    need, (a, *_) = rooms.a_live_room()
    place_step(actor=a, number=need.number, fen=9_000_000)
    clock.forward(timedelta(seconds=60))
    page = Client().get(f"/needs/{need.number}/room/").content.decode()
    state = Client().get(f"/needs/{need.number}/room/state.json").json()
    assert "90,000.00 元" in page
    assert "02:00" in page
    assert make.agency_of(a).organisation.name not in page
    assert a.uscc not in str(state) + page
    assert state["prices"] == [9_000_000]
    assert state["own_fen"] is None


def test_the_ladder_shows_how_the_lowest_fell_and_ones_own_line(at_ten) -> None:
    need, (a, b, _) = rooms.a_live_room()
    room = f"/needs/{need.number}/room/"
    assert "报价阶梯" not in Client().get(room).content.decode()
    place_step(actor=a, number=need.number, fen=9_000_000)
    clock.forward(timedelta(seconds=40))
    place_step(actor=b, number=need.number, fen=8_000_000)
    clock.forward(timedelta(seconds=40))
    page = Client().get(room).content.decode()
    assert "最低价由 90,000.00 元降到 80,000.00 元</title>" in page
    assert '<path class="is-low" d="M8 40 H424 V263 H840"/>' in page
    assert "本机构（实线）" not in page
    own = signed_in(a).get(room).content.decode()
    assert '<path d="M8 40 H840"/>' in own
    assert "，本机构最近报价 90,000.00 元" in own
    assert [f">{words}</text>" in own for words in ("90,000", "86,666", "83,333", "80,000")] == [True] * 4
    clock.set_to(LiveRound.objects.get(need=need).ends_at - timedelta(seconds=5))
    place_step(actor=a, number=need.number, fen=7_900_000)
    assert ">第 1 轮，顺延 1 次</text>" in Client().get(room).content.decode()


@pytest.mark.django_db
def test_a_need_by_another_method_has_no_room(at_ten) -> None:
    need = make.a_decided_need()
    assert Client().get(f"/needs/{need.number}/room/").status_code == 404
