"""A heartbeat against the closing: the closing waits for a beat that is being written; without the lock it judges without it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import transaction

from bidding.actions.notices import beat as beating
from bidding.actions.opening import close_need as closing
from bidding.models import Heartbeat, Need
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import outages
from tests.races.test_bidding_races import together

pytestmark = pytest.mark.django_db(transaction=True)


def a_need_whose_last_beat_is_being_written() -> tuple[Need, list[str]]:
    """Its heart beat until three minutes before the deadline; the beat of the last minute commits only after the closing has begun."""
    clock.set_to(WEDNESDAY)
    outages.an_outage_rule()
    need = needs.an_open_need()
    outages.beat_until(need, before=timedelta(minutes=3))
    need.refresh_from_db()
    outcome: list[str] = []
    held, judged = threading.Event(), threading.Event()

    def write_the_beat() -> None:
        with transaction.atomic():
            beating.hold_the_heart()
            Heartbeat.objects.create(at=need.closes_at - timedelta(seconds=90))
            held.set()
            judged.wait(1.5)  # with the lock the closing can't judge meanwhile, so this runs out

    def close() -> None:
        held.wait(10)
        try:
            closing.close_need(actor=SCHEDULER, number=need.number)
            outcome.append("closed")
        except RulesBroken as refused:
            outcome.extend(refused.names)
        judged.set()

    clock.set_to(need.closes_at)
    together(write_the_beat, close)
    return need, outcome


def test_a_beat_that_is_being_written_is_seen_by_the_closing() -> None:
    need, outcome = a_need_whose_last_beat_is_being_written()
    assert outcome == ["closed"]
    assert Need.objects.get(pk=need.pk).state != "open"


def test_without_the_lock_the_closing_takes_a_beat_for_an_outage(monkeypatch) -> None:
    monkeypatch.setattr(closing, "hold_the_heart", lambda: None)
    _, outcome = a_need_whose_last_beat_is_being_written()
    assert outcome == ["bidding.no_outage_came_before_the_deadline"]
