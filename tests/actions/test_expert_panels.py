"""Experts are drawn with avoidance, score, lock, stand aside or are followed by the next; nothing hangs."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, connection, transaction

from bidding import due
from bidding.actions.scoring.lock_scores import lock_scores
from bidding.actions.scoring.score_plan import score_plan
from bidding.actions.scoring.stand_aside import stand_aside
from bidding.actions.scoring.unlist_expert import unlist_expert
from bidding.models import Expert, Mark, Need
from bidding.reads import scoring
from bidding.reads.needs import notice_of
from bidding.states import NeedState
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken
from tests.makers import experts as make
from tests.makers import market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

A, B, C = 80_000, 70_000, 90_000


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
    expert = Expert.objects.order_by("code")[0]
    expert.ties = [bidders[0].uscc]  # declared after the need was published
    expert.save()
    need = make.closed_and_drawn(need)
    assert need.state == NeedState.FAILED
    assert need.fail_reason == "回避后专家库只剩 2 位，不足 3 位"
    assert not Need.objects.filter(first_notice=need).exists()
    (short,) = [body for body in make.facts_of(need) if body["type"] == "experts.short"]
    assert (short["left"], short["aside"]) == (2, [{"expert": expert.code, "because": "tie"}])


def test_an_expert_who_lets_the_time_pass_is_followed_by_the_next_in_order() -> None:
    need, bidders = make.a_need_in_scoring(pool=4)
    late, *others = make.seats_of(need)
    for seat in others:
        make.score_all(seat, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    clock.set_to(late.score_by)
    assert due.replace_late() == 1
    late.refresh_from_db()
    assert (late.because, late.locked_at) == ("late", None)
    following = make.seats_of(need)[-1]
    assert following.expert.code == need.panel.draw["order"][3]
    assert following.score_by > late.score_by
    with pytest.raises(RulesBroken) as refused:
        score_plan(actor=make.acting(late.expert), number=need.number, plan=1, given={"c1": (3000, "")})
    assert refused.value.names == ("bidding.expert_sits_while_it_is_scored", "bidding.scores_come_in_time")
    make.score_all(following, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    due.close_scores_due()
    assert scoring.scores_are_closed(need)


def test_a_quorum_decides_when_nobody_can_follow() -> None:
    need, bidders = make.a_need_in_scoring(pool=3)
    late, *others = make.seats_of(need)
    for seat in others:
        make.score_all(seat, make.points(bidders, (38, 28), (20, 15), (30, 20)))
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
    one, *late = make.seats_of(need)
    make.score_all(one, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    clock.set_to(late[0].score_by)
    due.replace_late()
    due.close_scores_due()
    need = Need.objects.get(pk=need.pk)
    assert (need.state, need.fail_reason) == (NeedState.FAILED, "评分的专家 1 位，不足 2 位，且无人递补")
    assert {bid.state for bid in need.bids.all()} == {"unopened"}


def test_an_expert_may_stand_aside_and_the_reason_stays_private() -> None:
    need, _ = make.a_need_in_scoring(pool=4)
    seat = make.seats_of(need)[0]
    stand_aside(actor=make.acting(seat.expert), number=need.number, reason="与报名单位项目经理是同学")
    assert make.seats_of(need)[-1].expert.code == need.panel.draw["order"][3]
    (left,) = [body for body in make.facts_of(need) if body["type"] == "expert.left"]
    assert (left["because"], "同学" in json.dumps(left, ensure_ascii=False)) == ("aside", False)
    with pytest.raises(RulesBroken):
        stand_aside(actor=make.acting(make.seats_of(need)[1].expert), number=need.number, reason=" ")


def test_a_locked_sheet_never_changes_not_even_in_the_database() -> None:
    need, bidders = make.a_need_in_scoring()
    seat = make.seats_of(need)[0]
    make.score_all(seat, make.points(bidders, (38, 28), (20, 15), (30, 20)))
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
    seat = make.seats_of(need)[0]
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


def test_an_unlisted_expert_keeps_the_seat_and_is_drawn_no_more() -> None:
    need, bidders = make.a_need_in_scoring(pool=4)
    seat = make.seats_of(need)[0]
    unlist_expert(actor=market.an_operator(), code=seat.expert.code)
    later = make.an_expert()
    codes = {expert.code for expert in scoring.pool_for(notice_of(need))}
    assert seat.expert.code in codes, "the pool of a draw is that of the closing"
    assert later.code not in codes
    make.score_all(seat, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    with pytest.raises(NotForYou):
        unlist_expert(actor=bidders[0], code=seat.expert.code)
    next_need, _ = make.a_need_in_scoring(pool=4)
    entrants = next_need.panel.draw["entrants"]
    assert later.code in entrants
    assert seat.expert.code not in entrants
