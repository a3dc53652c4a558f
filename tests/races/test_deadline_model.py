"""Spin visits every state of the deadline's protocol (deadline.pml): no fault, and each wrong way is refuted by a counterexample."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bidding.actions.opening.close_need import close_need
from kernel import clock
from kernel.actors import SCHEDULER
from tests.makers import bidding as needs

MODEL = Path(__file__).with_name("deadline.pml")
LATE = "assertion violated (stamp<2)"
MISSING = re.compile(r"assertion violated \( ?!\((closed|acknowledged\[each\])\)\|\|frozen\[(me|each)\]\)")
EARLY = "assertion violated (saw>=2)"


def run(*command: str, folder: Path) -> str:
    """What a command says; a tool that is not there is named, and nothing is passed by."""
    assert shutil.which(command[0]) or (folder / command[0]).exists(), f"the model needs {command[0]}: install spin and gcc"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def searched(folder: Path, *ways: str, compiled: tuple[str, ...] = ("-DNOCLAIM", "-DSAFETY"), asked: tuple[str, ...] = ()) -> str:
    """What Spin finds in the model, built with these ways."""
    run("spin", "-a", *(f"-D{way}" for way in ways), str(MODEL), folder=folder)
    run("gcc", "-O1", "-w", *compiled, "-o", "pan", "pan.c", folder=folder)
    return run("./pan", "-m1000000", *asked, folder=folder)


def errors_and_states(said: str) -> tuple[int, int]:
    """How many errors, and how many states were stored."""
    errors, states = re.search(r"errors: (\d+)", said), re.search(r"^ *(\d+) states, stored", said, re.MULTILINE)
    assert errors, said
    assert states, said
    return int(errors[1]), int(states[1])


def test_in_no_state_is_an_acknowledged_bid_late_or_missing_and_none_hangs(tmp_path: Path) -> None:
    said = searched(tmp_path)
    errors, states = errors_and_states(said)
    assert errors == 0, said
    assert states > 50_000, "the search has shrunk: a green run is not empty"
    assert re.search(r"invalid end states\s+\+", said), said
    unreached = [place for place in re.findall(r"deadline.pml:(\d+), state", said) if place]
    assert unreached == [], "every line of the model is reached"


def test_every_life_ends_where_every_process_goes_on(tmp_path: Path) -> None:
    errors, states = errors_and_states(searched(tmp_path, compiled=("-DNFAIR=3",), asked=("-a", "-f")))
    assert (errors, states > 50_000) == (0, True)


@pytest.mark.parametrize(
    ("way", "fault"),
    [
        ("BIDDER_TAKES_NO_LOCK", MISSING),
        ("CLOSER_TAKES_NO_LOCK", MISSING),
        ("STATE_IS_NOT_READ", MISSING),
        ("STAMPED_BEFORE_THE_LOCK", MISSING),
        ("STAMP_IS_NOT_ASKED", LATE),
        ("CLOSED_WITHOUT_THE_CLOCK", EARLY),
    ],
)
def test_each_wrong_way_is_refuted(tmp_path: Path, way: str, fault: str | re.Pattern[str]) -> None:
    said = searched(tmp_path, way, "BIDDERS=1")
    assert errors_and_states(said)[0] == 1
    assert fault in said if isinstance(fault, str) else fault.search(said), said


def test_every_wrong_way_of_the_model_is_among_them() -> None:
    text = MODEL.read_text(encoding="utf-8")
    ways = set(re.findall(r"^#ifn?def (\w+)", text, re.MULTILINE)) - {"BIDDERS"}
    mark = next(mark for mark in test_each_wrong_way_is_refuted.pytestmark if mark.name == "parametrize")
    assert {way for way, _ in mark.args[1]} == ways


@pytest.mark.django_db
def test_the_trigger_takes_the_steps_of_the_model_in_their_order() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgname LIKE 'pgtrigger_a_bid_comes_before%%'")
        body = cursor.fetchone()[0]
    steps = [
        "pg_advisory_xact_lock_shared",
        "SELECT zx_now(), need.state, need.closes_at",  # the state as it was committed, then the stamp
        "INTO NEW.at, life, closing",
        "life = 'open' AND NEW.at < closing",
    ]
    places = [body.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.django_db
def test_the_closer_takes_the_steps_of_the_model_in_their_order(at_ten) -> None:
    need = needs.an_open_need()
    clock.set_to(need.closes_at)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        close_need(actor=SCHEDULER, number=need.number)
    said = [query["sql"] for query in seen]
    first = {
        "lock": next(n for n, sql in enumerate(said) if "pg_advisory_xact_lock(1001" in sql),
        "clock": next(n for n, sql in enumerate(said) if "zx_now()" in sql),
        "list": next(n for n, sql in enumerate(said) if """"bidding_bid"."state" = 'sealed'""" in sql),
        "closed": next(n for n, sql in enumerate(said) if sql.startswith('UPDATE "bidding_need"')),
    }
    assert first["lock"] < first["clock"] < min(first["list"], first["closed"])
