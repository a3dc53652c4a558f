"""deploy/serve.sh told to stop alone, as a supervisor of processes tells it: nothing that it started lives on."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.races.test_worker import ROOT, until

STAND_IN = """#!/bin/sh
echo $$ >>"{folder}/$(basename "$2")"
exec sleep 600
"""
WORKER, LIVE, SITE = "worker", "uvicorn", "gunicorn.py"


class Served:
    """The script, with stand-ins for its three programs that only say which process they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("python", "gunicorn"):
            (folder / name).write_text(STAND_IN.format(folder=folder), encoding="utf-8")
            (folder / name).chmod(0o755)
        environment = {"PATH": os.environ["PATH"], "BIN": str(folder)}
        self.script = subprocess.Popen(["sh", "deploy/serve.sh"], cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        until(lambda: all(self.started(name) for name in (WORKER, LIVE, SITE)))

    def started(self, name: str) -> list[int]:
        """The processes that were started under a name, the newest last."""
        file = self.folder / name
        return [int(line) for line in file.read_text().splitlines()] if file.exists() else []

    @property
    def living(self) -> set[str]:
        """The names of which a process lives."""
        return {name for name in (WORKER, LIVE, SITE) if any(Path(f"/proc/{pid}").exists() for pid in self.started(name))}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A site that is served, and is gone after the test whatever the script did."""
    found = Served(tmp_path)
    yield found
    for name in (WORKER, LIVE, SITE):
        for pid in found.started(name):
            if Path(f"/proc/{pid}").exists():
                os.kill(pid, signal.SIGKILL)
    found.script.kill()
    found.script.communicate()


def test_the_script_that_is_told_to_stop_ends_after_its_worker_its_live_rooms_and_its_site(served: Served) -> None:
    assert served.living == {WORKER, LIVE, SITE}
    served.script.terminate()
    assert served.script.wait(30) == 0
    assert served.living == set()


def test_the_site_that_ends_by_itself_takes_its_worker_along(served: Served) -> None:
    os.kill(served.started(SITE)[0], signal.SIGTERM)
    assert served.script.wait(30) == 128 + signal.SIGTERM
    assert served.living == set()


def test_a_worker_that_dies_is_started_again_and_ends_with_the_script_all_the_same(served: Served) -> None:
    os.kill(served.started(WORKER)[0], signal.SIGKILL)
    until(lambda: len(served.started(WORKER)) == 2)
    served.script.terminate()
    assert served.script.wait(30) == 0
    assert served.living == set()
