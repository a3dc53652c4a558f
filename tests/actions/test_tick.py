"""The tick: each thing that is due gets its turn, whatever happens to the others."""

import logging

import psycopg
import pytest
from django.db import connection

from kernel import outbox
from kernel.models import Delivery, OutboxEvent
from kernel.tick import LOCK, tick
from tests.races import a_slow_handler


@pytest.fixture
def ticking(settings) -> None:
    settings.TICK = "tests.races.a_slow_handler.TICK"


@pytest.mark.django_db
def test_a_function_at_fault_is_logged_and_stops_no_other(ticking, caplog) -> None:
    with caplog.at_level(logging.ERROR):
        assert tick() == {"tests.races.a_slow_handler.moves": 1}
    assert "tests.races.a_slow_handler.fails failed" in caplog.text
    assert tick() == {}


@pytest.mark.django_db
def test_a_second_tick_at_the_same_time_moves_nothing(ticking) -> None:
    at = connection.get_connection_params()
    words = {name: at[name] for name in ("dbname", "host", "port", "user", "password") if at.get(name)}
    with psycopg.connect(**words, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtext(%s))", [LOCK])
        assert tick() == {}
        other.execute("SELECT pg_advisory_unlock(hashtext(%s))", [LOCK])  # a closed connection lets go a moment later
    assert tick() != {}


@pytest.mark.django_db
def test_a_delivery_at_fault_is_noted_and_stops_no_other(settings, monkeypatch, tmp_path) -> None:
    settings.TICK = "tests.races.a_slow_handler.LOOPS"
    monkeypatch.setenv("SLOW_WHILE", str(tmp_path / "never"))
    event = OutboxEvent.objects.create(name="thing.happened", payload={}, at="2026-06-03T02:00:00Z")
    bad = Delivery.objects.create(event=event, handler="tests.races.a_slow_handler.missing")
    good = Delivery.objects.create(event=event, handler="tests.races.a_slow_handler.heard")
    assert tick()["kernel.outbox"] == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.tries, bad.done_at) == (1, None)
    assert "missing" in bad.last_error
    assert good.done_at is not None
    with pytest.raises(ImportError):
        outbox.deliver_all()
    assert a_slow_handler.WIRING
