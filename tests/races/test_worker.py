"""A worker is killed in mid-delivery: nothing is lost, nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction

from kernel import outbox
from kernel.models import Delivery, OutboxEvent, SpecialDay
from tests.races import a_slow_handler

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60


def until(happened: Callable[[], object]) -> None:
    """Wait for another process."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextmanager
def a_worker(slow: Path, **streams: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the test's database. `streams`: which of its streams the test reads."""
    at = connection.get_connection_params()
    url = f"postgresql://{at.get('user', '')}:{at.get('password', '')}@/{at['dbname']}?host={at.get('host', '')}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "SLOW_WHILE": str(slow),
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, "manage.py", "worker", "--tick", "1"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, **streams)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def heard() -> int:
    return OutboxEvent.objects.filter(name="heard").count()


@pytest.fixture
def wired(monkeypatch, settings) -> None:
    """Events of this process are wired as the worker's are."""
    monkeypatch.setattr(outbox, "_wiring", lambda: a_slow_handler.WIRING)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_mid_delivery_loses_nothing_and_doubles_nothing(tmp_path, wired) -> None:
    slow = tmp_path / "slow"
    slow.touch()
    with transaction.atomic():
        outbox.emit("thing.happened", {"n": 1})
    with a_worker(slow) as first:
        until(slow.with_suffix(".reached").exists)
        first.kill()
        first.wait(30)
    assert heard() == 0
    assert Delivery.objects.filter(done_at=None).count() == 1
    slow.unlink()
    with a_worker(slow) as second:
        until(lambda: Delivery.objects.filter(done_at=None).count() == 0)
        until(lambda: SpecialDay.objects.filter(day=date(2026, 6, 3)).exists())
        assert second.poll() is None, "a faulty loop or tick took the worker down"
    assert second.returncode == 0
    assert heard() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_in_its_first_moment_stops_in_order(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ENDED_AT_ONCE", "yes")
    with a_worker(tmp_path / "never") as worker:
        assert worker.wait(PATIENCE) == 0


@pytest.mark.django_db(transaction=True)
def test_without_the_mark_of_the_delivery_a_repeat_does_double(tmp_path, wired, monkeypatch) -> None:
    monkeypatch.setenv("SLOW_WHILE", str(tmp_path / "never"))
    outbox.emit("thing.happened", {"n": 1})
    delivery = Delivery.objects.get()
    assert outbox.deliver(delivery.pk)
    assert not outbox.deliver(delivery.pk)
    assert heard() == 1
    Delivery.objects.update(done_at=None)  # the negative control: as if the mark were kept outside the transaction
    assert outbox.deliver(delivery.pk)
    assert heard() == 2


@pytest.mark.django_db(transaction=True)
def test_what_a_verb_enqueues_goes_with_its_transaction(wired) -> None:
    def jobs() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'kernel.deliver'")
            return cursor.fetchone()[0]

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.emit("thing.happened", {})
        assert jobs() == 1
        raise ZeroDivisionError
    assert jobs() == 0
