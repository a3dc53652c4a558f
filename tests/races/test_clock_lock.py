"""A site, its workers and the demo on one database: whoever comes second is refused, and a kill -9 leaves nothing behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from demo.management.commands.demo import Command
from kernel.clock_lock import ALONE, REASONS, TOGETHER, ClockTaken, Hold, held
from tests.ledger.demo_day import rows
from tests.races.test_worker import ROOT, a_worker, until

pytestmark = pytest.mark.django_db(transaction=True)


def sessions() -> set[int]:
    """The sessions that hold the lock on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory'"
            " AND datname = current_database() AND objid = (hashtext('zx clock')::bigint & 4294967295)::oid AND granted"
        )
        return {pid for (pid,) in cursor.fetchall()}


def holders() -> int:
    """How many they are."""
    return len(sessions())


def end_sessions() -> None:
    """End them from PostgreSQL's side, as a restart does."""
    with connection.cursor() as cursor:
        for pid in sessions():
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def a_demo_comes_between() -> Hold:
    """End the sessions until the lock is had ALONE before their owners have it again."""
    got: list[Hold] = []

    def comes() -> bool:
        end_sessions()
        with suppress(ClockTaken):
            got.append(Hold(ALONE))
        return bool(got)

    until(comes)
    return got[0]


@contextmanager
def gunicorn() -> Iterator["subprocess.Popen[str]"]:
    """The page server as deploy/serve.sh starts it, on the test's database."""
    at = connection.get_connection_params()
    url = f"postgresql://{at.get('user', '')}:{at.get('password', '')}@/{at['dbname']}?host={at.get('host', '')}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", "PORT": "0"}
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", "--log-level", "critical", "config.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def test_the_demo_is_refused_while_a_worker_lives_by_the_clock_and_its_kill_leaves_no_sign(tmp_path: Path) -> None:
    with a_worker(tmp_path / "never") as worker:
        until(holders)
        with pytest.raises(CommandError) as refused:
            call_command("demo", stdout=(said := StringIO()))
        assert worker.poll() is None
        worker.kill()  # a stale sign would now refuse for ever
        until(lambda: not holders())
    assert str(refused.value) == REASONS[ALONE]
    assert "\n" not in REASONS[ALONE]
    assert said.getvalue() == ""
    with held(ALONE):
        pass


def test_the_demo_is_refused_while_the_site_is_served_by_its_pages_alone_and_nothing_changes() -> None:
    before = rows()
    with gunicorn():
        until(holders)
        with pytest.raises(CommandError, match=r"请先停下它"):
            call_command("demo", stdout=StringIO())
    until(lambda: not holders())
    assert rows() == before


def test_a_worker_and_a_site_are_refused_while_a_demo_is_played() -> None:
    with held(ALONE):
        with gunicorn() as site:
            _, said = site.communicate(timeout=60)
        with pytest.raises(CommandError) as refused:
            call_command("worker")
        with pytest.raises(CommandError, match=r"等它演完"):
            call_command("demo", "--delete", stdout=StringIO())
    assert site.returncode == 1
    assert said.strip() == str(refused.value) == REASONS[TOGETHER]


def test_the_database_is_brought_up_to_the_code_unless_a_demo_is_played_on_it() -> None:
    call_command("migrate", "sessions", "zero", verbosity=0)
    with held(ALONE), pytest.raises(CommandError, match=r"请等它演完"):
        call_command("prepare")
    assert "django_session" not in connection.introspection.table_names()
    call_command("prepare")
    assert "django_session" in connection.introspection.table_names()


def test_make_serve_changes_nothing_before_it_has_asked() -> None:
    planned = subprocess.run(["make", "--dry-run", "serve", "BIN=bin"], cwd=ROOT, capture_output=True, text=True, check=True)
    asked_first, *rest = [line for line in planned.stdout.splitlines() if "manage.py" in line or "serve.sh" in line]
    assert (asked_first, rest) == ("bin/python manage.py prepare", ["sh deploy/serve.sh"])


def test_the_site_and_any_number_of_workers_live_side_by_side_and_two_demos_do_not() -> None:
    with held(TOGETHER), held(TOGETHER):
        assert holders() == 2
    assert holders() == 0
    with held(ALONE), pytest.raises(ClockTaken), held(ALONE):
        pass


def test_a_worker_and_a_site_whose_sessions_end_hold_the_lock_again_and_live_on(tmp_path: Path) -> None:
    with a_worker(tmp_path / "never") as worker, gunicorn() as site:
        until(lambda: holders() == 2)
        before = sessions()
        end_sessions()
        until(lambda: holders() == 2 and not before & sessions())
        with pytest.raises(CommandError, match=r"请先停下它"):
            call_command("demo", stdout=StringIO())
        assert (worker.poll(), site.poll()) == (None, None)


def test_a_worker_that_finds_a_demo_in_its_place_ends_with_the_sentence(tmp_path: Path) -> None:
    with a_worker(tmp_path / "never", stderr=subprocess.PIPE) as worker:
        until(holders)
        demo = a_demo_comes_between()
        _, said = worker.communicate(timeout=60)
        assert (worker.returncode, said.decode().splitlines()[-1]) == (1, f"CommandError: {REASONS[TOGETHER]}")
        demo.let_go()


def test_a_site_that_finds_a_demo_in_its_place_ends_with_the_sentence() -> None:
    with gunicorn() as site:
        until(holders)
        demo = a_demo_comes_between()
        _, said = site.communicate(timeout=60)
        assert (site.returncode, REASONS[TOGETHER] in said.splitlines()) == (0, True)
        demo.let_go()


def test_who_did_not_get_the_lock_back_is_refused_when_its_block_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr("kernel.clock_lock.os.kill", lambda pid, with_what: told.append(with_what))
    with pytest.raises(ClockTaken, match=r"请等它演完"), held(TOGETHER):
        demo = a_demo_comes_between()
        until(lambda: told)
    demo.let_go()
    assert told == [signal.SIGTERM]


def test_without_the_lock_the_demo_would_play_beside_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = []
    monkeypatch.setattr(Command, "_play_once", lambda self: played.append(holders()))
    with a_worker(tmp_path / "never"):
        until(holders)
        monkeypatch.setattr("demo.management.commands.demo.ALONE", TOGETHER)  # the negative control
        call_command("demo", stdout=StringIO())
    assert played == [2]
