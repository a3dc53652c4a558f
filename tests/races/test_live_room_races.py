"""Many name prices at once in one room: the lock puts them in order, and without it the wrong order is taken."""

from __future__ import annotations

import random
from contextlib import suppress

import pgtrigger
import pytest
from django.db import DatabaseError, connection

from bidding import reads
from bidding.actions.rounds import place_step as verb
from bidding.methods.live_rounds import faults_of
from bidding.models import LiveRound, Need, Step
from bidding.reads import room
from bidding.rules.steps import TO_PLACE_A_STEP
from kernel import clock
from kernel.rulebook import RulesBroken
from tests.makers import rooms
from tests.races.test_bidding_races import together

STEPS = "bidding.Step:a_step_comes_in_time_and_goes_down"
pytestmark = pytest.mark.django_db(transaction=True)
TRIES = 25


def a_running_room(seconds: float, *, bidders: int = 6) -> tuple[Need, list]:
    """A room whose only round runs out by real time."""
    clock.set_to(clock.now())
    need, actors = rooms.a_live_room(bidders)
    clock.set_to(None)
    rooms.set_the_round(need, seconds)
    return Need.objects.get(pk=need.pk), actors


def let_the_end_stand(need: Need) -> None:
    """No more extensions are left."""
    with pgtrigger.ignore("bidding.LiveRound:a_round_ends_by_its_terms"):
        LiveRound.objects.filter(need=need).update(extensions=5)


def without_the_guard() -> None:
    """The database judges no step."""
    pgtrigger.disable(STEPS)


def race(need: Need, bidders: list) -> tuple[list[Step], list[str]]:
    """Each bidder goes down from what it last saw, as fast as it can."""
    taken: list[Step] = []
    refused: list[str] = []

    def play(actor) -> None:
        chance = random.Random(actor.uscc)
        for _ in range(TRIES):
            lowest = need.steps.order_by("-seq").values_list("fen", flat=True).first() or 10_100_000
            with suppress(DatabaseError):
                try:
                    taken.append(verb.place_step(actor=actor, number=need.number, fen=lowest - 100_000 * chance.randint(1, 2)))
                except RulesBroken as no:
                    refused.extend(name.split(".")[1] for name in no.names)

    together(*[lambda actor=actor: play(actor) for actor in bidders])
    return taken, refused


def faults(need: Need) -> list[str]:
    """What the pure method finds wrong with the steps that were taken; the two rounds that never ran are not asked about."""
    case = room.live_case_of(need, reads.notice_for_bidding(need.number), reads.opened_bids(need))
    return [fault for fault in faults_of(case) if "应有" not in fault and "结束时间" not in fault]


def test_steps_taken_at_once_are_each_lower_than_the_one_before() -> None:
    need, bidders = a_running_room(60)
    taken, refused = race(need, bidders)
    assert faults(need) == []
    assert [s.seq for s in sorted(taken, key=lambda s: s.seq)] == list(range(1, len(taken) + 1))
    assert len(taken) > 15
    assert refused.count("step_goes_down") > 5, "nobody met anybody: the race was none"


def test_without_the_lock_a_step_is_taken_that_is_not_lower(monkeypatch) -> None:
    need, bidders = a_running_room(60)
    with connection.cursor() as cursor:  # the constraints would still catch most of it
        cursor.execute("ALTER TABLE bidding_step DROP CONSTRAINT one_step_per_seq")
    without_the_guard()
    monkeypatch.setattr(reads, "lock_need", lambda number: Need.objects.get(number=number))
    race(need, bidders)
    assert faults(need)


def test_no_step_is_stamped_at_the_end_of_its_round_or_later() -> None:
    need, bidders = a_running_room(0.8)
    let_the_end_stand(need)
    taken, refused = race(need, bidders)
    ends_at = LiveRound.objects.get(need=need).ends_at
    assert all(step.at < ends_at for step in taken)
    assert refused.count("step_comes_within_its_round") > 5
    assert taken


def test_planted_a_room_that_does_not_ask_the_time_is_stopped_by_the_database(monkeypatch) -> None:
    need, bidders = a_running_room(0.8)
    let_the_end_stand(need)
    monkeypatch.setattr(verb, "TO_PLACE_A_STEP", ())
    taken, _ = race(need, bidders)
    ends_at = LiveRound.objects.get(need=need).ends_at
    assert taken
    assert all(step.at < ends_at for step in taken)
    assert faults(need) == []


def test_planted_a_room_that_does_not_ask_the_time_takes_late_steps(monkeypatch) -> None:
    need, bidders = a_running_room(0.4)
    without_the_guard()
    let_the_end_stand(need)
    timeless = tuple(rule for rule in TO_PLACE_A_STEP if "within" not in rule.name)
    monkeypatch.setattr(verb, "TO_PLACE_A_STEP", timeless)
    taken, _ = race(need, bidders)
    ends_at = LiveRound.objects.get(need=need).ends_at
    assert any(step.at >= ends_at for step in taken), "F18: the check above would see it"
