"""Quality and price, played: two envelopes, experts drawn, sheets locked, prices opened after them, the sum decides."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from bidding import due
from bidding.actions.ask_trustees import ask_trustees
from bidding.actions.close_scores import close_scores
from bidding.actions.lock_scores import lock_scores
from bidding.actions.open_bids import open_bids
from bidding.actions.reveal_seed import reveal_seed
from bidding.actions.score_plan import score_plan
from bidding.actions.stand_aside import stand_aside
from bidding.actions.submit_bid import submit_bid
from bidding.actions.unlist_expert import unlist_expert
from bidding.models import Mark, Need, Notice, Plan, Seat
from bidding.reads import scoring
from bidding.states import NeedState
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import RulesBroken
from ledger.models import Entry
from ledger.sequencer import sequence_all
from sealing.envelope import seal
from sealing.trustees import Answers
from tests.makers import bidding as needs
from tests.makers import experts as make
from tests.makers import market
from tests.makers.bids import a_bidder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

A, B, C = 80_000, 70_000, 90_000


def points(bidders: list[Actor], *given: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {bidder.uscc: each for bidder, each in zip(bidders, given, strict=True)}


def events(need: Need) -> list[dict]:
    sequence_all()
    bodies = [json.loads(entry.body) for entry in Entry.objects.order_by("idx")]
    return [body for body in bodies if body.get("need") == need.number]


def notice_of(need: Need) -> Notice:
    return need.notices.latest("version")


def seats_of(need: Need) -> list[Seat]:
    return list(Seat.objects.filter(panel__need=need).select_related("panel__need", "expert").order_by("pk"))


def test_the_better_plan_wins_over_the_lower_price() -> None:
    need, bidders = make.a_need_in_scoring(A, B, C)
    assert need.state == NeedState.SCORING
    assert [seat.expert.code for seat in seats_of(need)] == need.panel.draw["order"][:3]
    need = make.scored(need, points(bidders, (38, 28), (20, 15), (30, 20)))
    assert need.state == NeedState.DECIDED
    ranking = need.decision.ranking
    assert [row["bidder"] for row in ranking] == [bidders[0].uscc, bidders[2].uscc, bidders[1].uscc]
    assert ranking[0]["reason"] == (
        "综合得分 92.25 分：技术路线 38.00/40，进度安排 28.00/30，价格 26.25/30（70,000.00 ÷ 80,000.00 × 30）；综合得分最高"
    )
    assert need.decision.numbers["bidders"][bidders[1].uscc]["sum"] == "6500/1"


def test_no_price_is_read_before_the_scores_are_closed() -> None:
    need, bidders = make.a_need_in_scoring()
    first, *others = seats_of(need)
    make.score_all(first, points(bidders, (38, 28), (20, 15), (30, 20)))
    due.open_due()
    assert open_bids(actor=SCHEDULER, number=need.number).state == NeedState.SCORING
    for seat in others:
        make.score_all(seat, points(bidders, (38, 28), (20, 15), (30, 20)))
    due.open_due()
    need.refresh_from_db()
    assert need.state == NeedState.SCORING
    assert {bid.amount_fen for bid in need.bids.all()} == {None}
    due.close_scores_due()
    due.open_due()
    need = Need.objects.get(pk=need.pk)
    assert (need.state, {bid.amount_fen for bid in need.bids.all()}) == (NeedState.OPENED, {A * 100, B * 100, C * 100})
    order = [body["type"] for body in events(need)]
    prices = [i for i, body in enumerate(events(need)) if body["type"] == "trustee.released" and "lot" not in body]
    assert order.index("scores.closed") < prices[0] < order.index("bid.opened")


def test_the_trustees_keep_the_keys_of_the_prices_until_the_scores_are_on_the_record() -> None:
    need, _ = make.a_need_in_scoring()
    assert (need.trustees["after"], ask_trustees(actor=SCHEDULER, need=need).keys) == ("scores.closed", {})


def test_what_a_plan_says_stays_out_of_the_public_record() -> None:
    need, _ = make.a_need_in_scoring()
    opened = [body for body in events(need) if body["type"] == "plan.opened"]
    assert len(opened) == 3
    assert all("踏勘" not in json.dumps(body, ensure_ascii=False) for body in events(need))


def test_a_sheet_is_a_hash_until_all_are_locked_and_whole_afterwards() -> None:
    need, bidders = make.a_need_in_scoring()
    given = points(bidders, (38, 28), (20, 15), (30, 20))
    make.scored(need, given)
    found = events(need)
    locked = {body["expert"]: body["c"] for body in found if body["type"] == "score.locked"}
    (closed,) = [body for body in found if body["type"] == "scores.closed"]
    assert {s["expert"]: scoring.commitment_of(s["salt"], s["scores"]) for s in closed["sheets"]} == locked
    assert all("scores" not in body for body in found if body["type"] == "score.locked")


def test_experts_of_a_party_or_tied_to_one_stand_aside() -> None:
    need, bidders = make.a_need_with_plans(A, B, pool=3)
    employed = make.an_expert(employer_uscc=bidders[0].uscc)
    tied = make.an_expert(ties=(need.buyer.uscc,))
    other = make.an_expert(specialty="地震")
    need = make.closed_and_drawn(need)
    assert need.panel.aside == [
        {"expert": employed.code, "because": "employer"},
        {"expert": tied.code, "because": "tie"},
    ]
    assert not {employed.code, tied.code, other.code} & set(need.panel.draw["entrants"])
    assert len(need.panel.draw["entrants"]) == 3


def test_too_few_experts_after_avoidance_end_the_need_for_that_reason() -> None:
    need, bidders = make.a_need_with_plans(A, B, pool=3)
    expert = scoring.pool_for(notice_of(need))[0]
    expert.ties = [bidders[0].uscc]  # declared after the need was published
    expert.save()
    need = make.closed_and_drawn(need)
    assert need.state == NeedState.FAILED
    assert need.fail_reason == "回避后专家库只剩 2 位，不足 3 位"
    assert not Need.objects.filter(first_notice=need).exists()
    (short,) = [body for body in events(need) if body["type"] == "experts.short"]
    assert (short["left"], short["aside"]) == (2, [{"expert": expert.code, "because": "tie"}])


def test_an_expert_who_lets_the_time_pass_is_followed_by_the_next_in_order() -> None:
    need, bidders = make.a_need_in_scoring(pool=4)
    late, *others = seats_of(need)
    for seat in others:
        make.score_all(seat, points(bidders, (38, 28), (20, 15), (30, 20)))
    clock.set_to(late.score_by)
    assert due.replace_late() == 1
    late.refresh_from_db()
    assert (late.because, late.locked_at) == ("late", None)
    following = seats_of(need)[-1]
    assert following.expert.code == need.panel.draw["order"][3]
    assert following.score_by > late.score_by
    with pytest.raises(RulesBroken) as refused:
        score_plan(actor=make.acting(late.expert), number=need.number, plan=1, given={"c1": (3000, "")})
    assert refused.value.names == ("bidding.expert_sits_while_it_is_scored", "bidding.scores_come_in_time")
    make.score_all(following, points(bidders, (38, 28), (20, 15), (30, 20)))
    due.close_scores_due()
    assert scoring.scores_are_closed(need)


def test_a_quorum_decides_when_nobody_can_follow() -> None:
    need, bidders = make.a_need_in_scoring(pool=3)
    late, *others = seats_of(need)
    for seat in others:
        make.score_all(seat, points(bidders, (38, 28), (20, 15), (30, 20)))
    due.close_scores_due()
    assert not scoring.scores_are_closed(need)
    clock.set_to(late.score_by)
    due.replace_late()
    due.close_scores_due()
    due.open_due()
    due.decide_due()
    need = Need.objects.get(pk=need.pk)
    assert need.state == NeedState.DECIDED
    assert need.decision.case["experts"] == [seat.expert.code for seat in others]


def test_without_a_quorum_the_need_ends_and_nothing_hangs() -> None:
    need, bidders = make.a_need_in_scoring(pool=3)
    one, *late = seats_of(need)
    make.score_all(one, points(bidders, (38, 28), (20, 15), (30, 20)))
    clock.set_to(late[0].score_by)
    due.replace_late()
    due.close_scores_due()
    need = Need.objects.get(pk=need.pk)
    assert (need.state, need.fail_reason) == (NeedState.FAILED, "评分的专家 1 位，不足 2 位，且无人递补")
    assert {bid.state for bid in need.bids.all()} == {"unopened"}


def test_an_expert_may_stand_aside_and_the_reason_stays_private() -> None:
    need, _ = make.a_need_in_scoring(pool=4)
    seat = seats_of(need)[0]
    stand_aside(actor=make.acting(seat.expert), number=need.number, reason="与报名单位项目经理是同学")
    assert seats_of(need)[-1].expert.code == need.panel.draw["order"][3]
    (left,) = [body for body in events(need) if body["type"] == "expert.left"]
    assert (left["because"], "同学" in json.dumps(left, ensure_ascii=False)) == ("aside", False)
    with pytest.raises(RulesBroken):
        stand_aside(actor=make.acting(seats_of(need)[1].expert), number=need.number, reason=" ")


def test_a_locked_sheet_never_changes_not_even_in_the_database() -> None:
    need, bidders = make.a_need_in_scoring()
    seat = seats_of(need)[0]
    make.score_all(seat, points(bidders, (38, 28), (20, 15), (30, 20)))
    with pytest.raises(RulesBroken) as refused:
        score_plan(actor=make.acting(seat.expert), number=need.number, plan=1, given={"c1": (100, "改主意")})
    assert refused.value.names == ("bidding.locked_sheet_stays",)
    for statement in (
        "UPDATE bidding_mark SET centi = 0 WHERE seat_id = %s",
        "DELETE FROM bidding_mark WHERE seat_id = %s",
        "UPDATE bidding_seat SET locked_at = NULL WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [seat.pk])
    assert Mark.objects.filter(seat=seat).count() == 6


def test_a_sheet_is_locked_whole_or_not_at_all() -> None:
    need, _bidders = make.a_need_in_scoring()
    seat = seats_of(need)[0]
    actor = make.acting(seat.expert)
    score_plan(actor=actor, number=need.number, plan=1, given={"c1": (3000, "")})
    with pytest.raises(RulesBroken) as refused:
        lock_scores(actor=actor, number=need.number)
    assert refused.value.names == ("bidding.sheet_is_complete",)
    assert refused.value.broken[0].because == "还有 5 项没有评分"
    with pytest.raises(RulesBroken) as refused:
        score_plan(actor=actor, number=need.number, plan=1, given={"c1": (4001, "好"), "c2": (1500, " ")})
    assert refused.value.broken[0].because == "技术路线：应在 0 到 40 分之间；进度安排：不高于满分一半，应写明理由"


def test_only_the_drawn_experts_score() -> None:
    need, bidders = make.a_need_in_scoring(pool=4)
    waiting = need.panel.draw["order"][3]
    outsider = next(e for e in scoring.pool_for(notice_of(need)) if e.code == waiting)
    with pytest.raises(NotFound):
        score_plan(actor=make.acting(outsider), number=need.number, plan=1, given={})
    with pytest.raises(NotForYou):
        score_plan(actor=bidders[0], number=need.number, plan=1, given={})


def scoring_notice(need: Need):
    return need.notices.latest("version")


@pytest.mark.parametrize("forget", ["plan", "lot", "bidder", "seq"])
def test_a_bid_needs_a_plan_sealed_for_this_need_by_this_bidder(forget: str) -> None:
    need, _ = make.a_need_with_plans()
    bidder, other = a_bidder(), a_bidder()
    price, _plan = make.two_envelopes(need, bidder, A)
    bad = {
        "plan": None,
        "lot": price,
        "bidder": make.two_envelopes(need, other, A)[1],
        "seq": make.two_envelopes(need, bidder, A, seq=2)[1],
    }[forget]
    with pytest.raises(RulesBroken) as refused:
        submit_bid(actor=bidder, number=need.number, envelope=price, plan=bad)
    assert refused.value.names == ("bidding.envelope_is_sealed_for_this_need",)
    assert not Plan.objects.exists()


def test_the_same_two_envelopes_twice_are_one_bid_and_another_plan_is_refused() -> None:
    need, _ = make.a_need_with_plans()
    bidder = a_bidder()
    price, plan = make.two_envelopes(need, bidder, A)
    first = submit_bid(actor=bidder, number=need.number, envelope=price, plan=plan)
    assert submit_bid(actor=bidder, number=need.number, envelope=price, plan=plan) == first
    with pytest.raises(RulesBroken):
        submit_bid(actor=bidder, number=need.number, envelope=price, plan=make.two_envelopes(need, bidder, A)[1])


def test_a_need_without_plans_takes_none_in() -> None:
    need = needs.an_open_need()
    bidder = a_bidder()
    price = seal({"v": "bid/1", "amount_fen": 100}, need=need.number, bidder=bidder.uscc, seq=1, trustees=need.trustees)[0]
    with pytest.raises(RulesBroken):
        submit_bid(actor=bidder, number=need.number, envelope=price, plan={"v": 1})


def test_a_void_plan_is_struck_and_not_scored() -> None:
    need, bidders = make.a_need_with_plans(A, B)
    spoilt = a_bidder()
    price, _ = make.two_envelopes(need, spoilt, 60_000)
    lot = need.trustees["lots"]["technical"]
    named = {"need": need.number, "bidder": spoilt.uscc, "seq": 1}
    plan = seal({"v": "bid/1", "amount_fen": 1}, **named, trustees=lot, lot="technical")[0]
    submit_bid(actor=spoilt, number=need.number, envelope=price, plan=plan)
    need = make.closed_and_drawn(need)
    need = make.scored(need, points(bidders, (38, 28), (20, 15)))
    assert [row["bidder"] for row in need.decision.ranking] == [bidders[0].uscc, bidders[1].uscc]
    (struck,) = need.decision.struck
    assert (struck["bidder"], struck["reasons"]) == (spoilt.uscc, ["方案无效：信封的内容不是规定的格式"])


def test_one_plan_is_too_few_and_the_second_notice_goes_out() -> None:
    need, _ = make.a_need_with_plans(A)
    need = make.closed_and_drawn(need)
    assert need.state == NeedState.FAILED
    second = Need.objects.get(first_notice=need)
    assert second.trustees["lots"]["technical"]["lot"] == "technical"


def test_scores_are_closed_by_the_clock_alone() -> None:
    need, bidders = make.a_need_in_scoring()
    with pytest.raises(RulesBroken) as refused:
        close_scores(actor=SCHEDULER, number=need.number)
    assert refused.value.names == ("bidding.enough_experts_have_locked",)
    with pytest.raises(NotForYou):
        close_scores(actor=bidders[0], number=need.number)


def test_an_unlisted_expert_keeps_the_seat_and_is_drawn_no_more() -> None:
    need, bidders = make.a_need_in_scoring(pool=4)
    seat = seats_of(need)[0]
    unlist_expert(actor=market.an_operator(), code=seat.expert.code)
    assert seat.expert.code not in {expert.code for expert in scoring.pool_for(notice_of(need))}
    make.score_all(seat, points(bidders, (38, 28), (20, 15), (30, 20)))
    with pytest.raises(NotForYou):
        unlist_expert(actor=bidders[0], code=seat.expert.code)


def test_the_seed_of_a_price_is_not_asked_for_before_the_scores_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    need, bidders = make.a_need_with_plans(A, B)
    monkeypatch.setattr("bidding.actions.open_plans.ask_trustees", lambda **_: Answers({}, {}))
    need = make.closed_and_drawn(need)
    clock.forward(timedelta(minutes=30))
    due.open_plans_due()
    need.refresh_from_db()
    assert (need.state, need.reveal_until is not None) == (NeedState.CLOSED, True)
    bid = need.bids.get(agency__organisation__uscc=bidders[0].uscc)
    with pytest.raises(RulesBroken) as refused:
        reveal_seed(actor=bidders[0], envelope_hash=bid.envelope_hash, seed="A" * 43)
    assert "bidding.seed_is_asked_for" in refused.value.names
    assert need.reveal_until is not None
    clock.set_to(need.reveal_until)
    due.open_plans_due()
    need.refresh_from_db()
    assert (need.state, need.cancel_reason) == (NeedState.CANCELLED, "keys_missing")


def test_keys_of_the_prices_that_stay_away_are_a_delay_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    need, bidders = make.a_need_in_scoring(A, B)
    for seat in seats_of(need):
        make.score_all(seat, points(bidders, (38, 28), (20, 15)))
    clock.forward(timedelta(days=1))
    due.close_scores_due()
    with monkeypatch.context() as missing:
        missing.setattr("bidding.actions.open_bids.ask_trustees", lambda **_: Answers({}, {}))
        due.open_due()
        assert Need.objects.get(pk=need.pk).opening_delayed_at is None
        clock.forward(timedelta(minutes=30))
        due.open_due()
        assert Need.objects.get(pk=need.pk).opening_delayed_at == clock.now()
    due.open_due()
    assert Need.objects.get(pk=need.pk).state == NeedState.OPENED
