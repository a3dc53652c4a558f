"""Quality and price, played: two envelopes, experts drawn, sheets locked, prices opened after them, the sum decides."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.opening.ask_trustees import ask_trustees
from bidding.actions.opening.open_bids import open_bids
from bidding.actions.scoring.close_scores import close_scores
from bidding.models import Need
from bidding.reads import scoring
from bidding.states import NeedState
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from sealing.trustees import Answers
from tests.makers import experts as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

A, B, C = 80_000, 70_000, 90_000


def test_the_better_plan_wins_over_the_lower_price() -> None:
    need, bidders = make.a_need_in_scoring(A, B, C)
    assert need.state == NeedState.SCORING
    assert [seat.expert.code for seat in make.seats_of(need)] == need.panel.draw["order"][:3]
    need = make.scored(need, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    assert need.state == NeedState.DECIDED
    ranking = need.decision.ranking
    assert [row["bidder"] for row in ranking] == [bidders[0].uscc, bidders[2].uscc, bidders[1].uscc]
    assert ranking[0]["reason"] == (
        "综合得分 92.25 分：技术路线 38.00/40，进度安排 28.00/30，价格 26.25/30（70,000.00 ÷ 80,000.00 × 30）；综合得分最高"
    )
    assert need.decision.numbers["bidders"][bidders[1].uscc]["sum"] == "6500/1"


def test_no_price_is_read_before_the_scores_are_closed() -> None:
    need, bidders = make.a_need_in_scoring()
    first, *others = make.seats_of(need)
    make.score_all(first, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    due.open_due()
    assert open_bids(actor=SCHEDULER, number=need.number).state == NeedState.SCORING
    for seat in others:
        make.score_all(seat, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    due.open_due()
    need.refresh_from_db()
    assert need.state == NeedState.SCORING
    assert {bid.amount_fen for bid in need.bids.all()} == {None}
    due.close_scores_due()
    due.open_due()
    need = Need.objects.get(pk=need.pk)
    assert (need.state, {bid.amount_fen for bid in need.bids.all()}) == (NeedState.OPENED, {A * 100, B * 100, C * 100})
    order = [body["type"] for body in make.facts_of(need)]
    prices = [i for i, body in enumerate(make.facts_of(need)) if body["type"] == "trustee.released" and "lot" not in body]
    assert order.index("scores.closed") < prices[0] < order.index("bid.opened")


def test_the_trustees_keep_the_keys_of_the_prices_until_the_scores_are_on_the_record() -> None:
    need, _ = make.a_need_in_scoring()
    assert (need.trustees["after"], ask_trustees(actor=SCHEDULER, need=need).keys) == ("scores.closed", {})


def test_a_sheet_is_a_hash_until_all_are_locked_and_whole_afterwards() -> None:
    need, bidders = make.a_need_in_scoring()
    given = make.points(bidders, (38, 28), (20, 15), (30, 20))
    make.scored(need, given)
    found = make.facts_of(need)
    locked = {body["expert"]: body["c"] for body in found if body["type"] == "score.locked"}
    (closed,) = [body for body in found if body["type"] == "scores.closed"]
    assert {s["expert"]: scoring.commitment_of(s["salt"], s["scores"]) for s in closed["sheets"]} == locked
    assert all("scores" not in body for body in found if body["type"] == "score.locked")


def test_scores_are_closed_by_the_clock_alone() -> None:
    need, bidders = make.a_need_in_scoring()
    with pytest.raises(RulesBroken) as refused:
        close_scores(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.enough_experts_have_locked",)
    with pytest.raises(NotForYou):
        close_scores(actor=bidders[0], number=need.number)


def test_keys_of_the_plans_that_stay_away_end_the_need_at_the_second_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    need, _ = make.a_need_with_plans(A, B)
    monkeypatch.setattr("bidding.actions.opening.open_plans.ask_trustees", lambda **_: Answers({}, {}))
    need = make.closed_and_drawn(need)
    clock.forward(timedelta(minutes=30))
    due.open_plans_due()
    need.refresh_from_db()
    assert (need.state, need.reveal_until is not None) == (NeedState.CLOSED, True)
    assert need.reveal_until is not None
    clock.set_to(need.reveal_until)
    due.open_plans_due()
    need.refresh_from_db()
    assert (need.state, need.cancel_reason) == (NeedState.CANCELLED, "keys_missing")


def test_keys_of_the_prices_that_stay_away_are_a_delay_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    need, bidders = make.a_need_in_scoring(A, B)
    for seat in make.seats_of(need):
        make.score_all(seat, make.points(bidders, (38, 28), (20, 15)))
    clock.forward(timedelta(days=1))
    due.close_scores_due()
    with monkeypatch.context() as missing:
        missing.setattr("bidding.actions.opening.open_bids.ask_trustees", lambda **_: Answers({}, {}))
        due.open_due()
        assert Need.objects.get(pk=need.pk).opening_delayed_at is None
        clock.forward(timedelta(minutes=30))
        due.open_due()
        assert Need.objects.get(pk=need.pk).opening_delayed_at == clock.now()
    due.open_due()
    assert Need.objects.get(pk=need.pk).state == NeedState.OPENED
