"""The live room through its verbs: sealed sign-ups, rounds by the clock, steps, receipts, the decision from the record."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bidding import due
from bidding.actions.rounds import place_step as place_step_verb
from bidding.actions.rounds.close_round import close_round
from bidding.actions.rounds.place_step import place_step
from bidding.methods import live_rounds
from bidding.models import LiveRound, Step
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.receipts import receipt_is_genuine
from market.models import RegionalTerm
from tests.makers import bids as make
from tests.makers import rooms

YUAN = 100


def facts(kind: str) -> list[dict]:
    return [
        body for body in map(json.loads, Pending.objects.order_by("pk").values_list("body", flat=True)) if body["type"] == kind
    ]


def test_a_room_is_played_from_the_sign_up_to_the_result(at_ten) -> None:
    need, (a, b, c) = rooms.a_live_room()
    assert need.state == "rounds"
    place_step(actor=a, number=need.number, fen=90_000 * YUAN)
    clock.forward(timedelta(seconds=10))
    step = place_step(actor=b, number=need.number, fen=89_000 * YUAN)
    assert receipt_is_genuine(step.receipt)
    assert step.receipt["fen"] == 89_000 * YUAN
    need = rooms.run_out(need)
    assert need.state == "decided"
    decision = need.decision
    assert [(r["bidder"], r["amount_fen"]) for r in decision.ranking] == [(b.uscc, 8_900_000), (a.uscc, 9_000_000)]
    assert [s["bidder"] for s in decision.struck] == [c.uscc]
    assert [e["round"] for e in facts("round.opened")] == [1, 2, 3] == [e["round"] for e in facts("round.closed")]
    (made,) = facts("decision.made")
    again = live_rounds.decide(live_rounds.Case.from_json(made["case"])).to_json()
    assert {name: made[name] for name in again} == again


def test_a_table_that_changes_later_leaves_a_published_room_as_it_was(at_ten) -> None:
    need, (a, *_) = rooms.a_live_room()
    (published,) = facts("need.published")
    assert published["round_terms"] == {**facts("round.opened")[0]["terms"], "wait_seconds": 600}
    RegionalTerm.objects.filter(name__startswith="live_").update(value=1)
    RegionalTerm.objects.filter(name="live_step_fen").update(value=9_000_000)
    place_step(actor=a, number=need.number, fen=9_000_000)
    assert refused(a, need, 8_900_001) == {"step_goes_down"}
    need = rooms.run_out(need)
    assert [each["terms"]["step_fen"] for each in facts("round.opened")] == [100_000] * 3


def test_one_price_among_three_valid_sign_ups_wins(at_ten) -> None:
    need, (a, *_) = rooms.a_live_room()
    place_step(actor=a, number=need.number, fen=90_000 * YUAN)
    need = rooms.run_out(need)
    assert [r["bidder"] for r in need.decision.ranking] == [a.uscc]


def test_without_any_price_the_first_notice_fails_and_the_second_follows(at_ten) -> None:
    need, _ = rooms.a_live_room()
    need = rooms.run_out(need)
    assert need.state == "failed"
    assert need.second_notice.round == 2


def test_the_rounds_wait_ten_minutes_after_the_opening(at_ten) -> None:
    need, _ = rooms.a_need_to_enter()
    clock.set_to(need.closes_at)
    due.close_due()
    due.open_due()
    due.decide_due()
    clock.forward(timedelta(minutes=10) - timedelta(microseconds=1))
    assert due.start_rounds_due() == 0
    clock.forward(timedelta(microseconds=1))
    assert due.start_rounds_due() == 1


@pytest.mark.parametrize(("left", "extensions"), [(30_001, 0), (30_000, 1), (1, 1)])
def test_a_step_in_the_last_thirty_seconds_puts_the_end_off_by_sixty(at_ten, left, extensions) -> None:
    need, (a, *_) = rooms.a_live_room()
    ends = LiveRound.objects.get(need=need).ends_at
    clock.set_to(ends - timedelta(milliseconds=left))
    place_step(actor=a, number=need.number, fen=90_000 * YUAN)
    running = LiveRound.objects.get(need=need)
    assert (running.extensions, running.ends_at - ends) == (extensions, timedelta(seconds=60 * extensions))


def refused(actor, need, fen: int) -> set[str]:
    before = (Step.objects.count(), Pending.objects.count())
    with pytest.raises(RulesBroken) as found:
        place_step(actor=actor, number=need.number, fen=fen)
    assert (Step.objects.count(), Pending.objects.count()) == before
    return {name.split(".")[1] for name in found.value.names}


def test_a_step_that_breaks_a_rule_changes_nothing(at_ten) -> None:
    need, (a, b, _) = rooms.a_live_room()
    assert refused(a, need, 10_000_001) == {"step_goes_down"}
    assert refused(a, need, 0) == {"step_keeps_the_floor"}
    assert refused(make.a_bidder(), need, 9_000_000) == {"step_comes_from_an_entrant"}
    place_step(actor=a, number=need.number, fen=9_000_000)
    assert refused(b, need, 8_900_001) == {"step_goes_down"}
    assert refused(a, need, 9_000_000) == {"step_goes_down"}
    clock.set_to(LiveRound.objects.get(need=need).ends_at)
    assert refused(b, need, 8_900_000) == {"step_comes_within_its_round"}


@pytest.fixture
def lawless(monkeypatch):
    """A room whose application asks no rule at all."""
    monkeypatch.setattr(place_step_verb, "TO_PLACE_A_STEP", ())


def refused_by_the_database(actor, need, fen: int, says: str) -> None:
    before = Step.objects.count()
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        place_step(actor=actor, number=need.number, fen=fen)
    assert Step.objects.count() == before


def test_the_database_refuses_what_a_room_without_rules_would_take(at_ten, lawless) -> None:
    need, (a, b, _) = rooms.a_live_room()
    refused_by_the_database(a, need, 10_000_001, "from 1 to 10000000")
    refused_by_the_database(make.a_bidder(), need, 9_000_000, "has not entered")
    place_step(actor=a, number=need.number, fen=9_000_000)
    refused_by_the_database(b, need, 8_900_001, "from 1 to 8900000")
    refused_by_the_database(b, need, 0, "from 1 to 8900000")
    clock.set_to(LiveRound.objects.get(need=need).ends_at)
    refused_by_the_database(b, need, 8_900_000, "late")
    clock.forward(-timedelta(microseconds=1))
    assert place_step(actor=b, number=need.number, fen=8_900_000).seq == 2


def test_the_database_keeps_each_step_and_the_end_of_each_round(at_ten) -> None:
    need, (a, *_) = rooms.a_live_room()
    step = place_step(actor=a, number=need.number, fen=9_000_000)
    running = LiveRound.objects.filter(need=need)
    ends_at = running.get().ends_at
    for change in (
        lambda: Step.objects.filter(pk=step.pk).update(fen=8_000_000),
        lambda: Step.objects.filter(pk=step.pk).update(at=ends_at),
        lambda: running.update(ends_at=ends_at + timedelta(seconds=60), extensions=1),
        lambda: running.update(ends_at=ends_at - timedelta(seconds=1)),
        lambda: running.update(opened_at=ends_at),
        lambda: running.update(closed_at=ends_at),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert running.get().ends_at == ends_at


def test_those_level_near_the_floor_have_an_extra_round_and_nobody_else(at_ten) -> None:
    need, (a, b, c) = rooms.a_live_room(floor_fen=8_950_000)
    place_step(actor=a, number=need.number, fen=9_100_000)
    place_step(actor=c, number=need.number, fen=9_000_000)
    assert refused(b, need, 8_950_000) == {"step_keeps_the_floor"}
    assert place_step(actor=b, number=need.number, fen=9_000_000).rank == 1
    assert refused(b, need, 9_000_000) == {"step_goes_down"}
    for _ in range(3):
        rooms.close_the_running_round(need)
    running = LiveRound.objects.get(need=need, closed_at=None)
    assert running.number == 4
    assert facts("round.opened")[-1]["level"] == sorted([b.uscc, c.uscc])
    assert due.decide_due() == 0
    assert refused(a, need, 8_950_000) == {"step_comes_from_an_equal"}
    assert refused(b, need, 9_000_000) == {"step_goes_down"}
    place_step(actor=b, number=need.number, fen=8_960_000)
    assert place_step(actor=c, number=need.number, fen=8_970_000).rank == 2
    assert [each["best_fen"] for each in facts("auction.step")[-2:]] == [8_960_000, 8_960_000]
    need = rooms.run_out(need)
    assert [r["bidder"] for r in need.decision.ranking] == [b.uscc, c.uscc, a.uscc]
    assert need.decision.draws == []


def test_those_level_at_the_floor_are_drawn_without_an_extra_round(at_ten) -> None:
    need, (a, b, _) = rooms.a_live_room(floor_fen=8_950_000)
    place_step(actor=a, number=need.number, fen=8_950_000)
    place_step(actor=b, number=need.number, fen=8_950_000)
    need = rooms.run_out(need)
    assert LiveRound.objects.filter(need=need).count() == 3
    assert [each["entrants"] for each in need.decision.draws] == [sorted([a.uscc, b.uscc])]


def test_nobody_closes_a_round_before_its_end_or_by_hand(at_ten) -> None:
    need, (a, *_) = rooms.a_live_room()
    with pytest.raises(RulesBroken):
        close_round(actor=SCHEDULER, number=need.number)
    with pytest.raises(NotForYou):
        close_round(actor=a, number=need.number)
