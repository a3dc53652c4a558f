"""Each planted bug is killed by the tests named beside it; without it they pass."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.mutants.catalogue import INVARIANTS_NAMED, MUTANTS, SEEN
from tests.mutants.mutant import Mutant
from tests.mutants.write_mutants import PAGE, page

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.django_db
def test_every_planted_bug_is_killed_by_each_test_named_beside_it(tmp_path) -> None:
    told = tmp_path / "mutants.json"
    killers = sorted({killer for mutant in MUTANTS for killer in mutant.killers})
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | {
        "ZX_MUTANTS": str(told)
    }
    run = [sys.executable, "-m", "pytest", "-q", "-p", "tests.mutants.run", "-p", "no:cacheprovider", *killers]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    assert told.exists(), done.stdout[-3000:] + done.stderr[-2000:]
    found = json.loads(told.read_text(encoding="utf-8"))
    assert found["red without"] == []
    alive = [(name, killer) for name, by in found["killed"].items() for killer, dead in by.items() if not dead]
    assert alive == []
    assert len(found["killed"]) == len(MUTANTS)
    assert found["red after"] == []


def test_the_public_list_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.mutants.write_mutants"


def test_no_planted_bug_is_left_out_of_the_run() -> None:
    modules = [
        import_module(f"tests.mutants.{each.stem}")
        for each in Path(__file__).parent.glob("[a-z]*.py")
        if each.stem[:5] != "test_"
    ]
    written = {mutant for module in modules for each in vars(module).values() if isinstance(each, tuple) for mutant in each}
    assert {mutant for mutant in written if isinstance(mutant, Mutant)} == set(MUTANTS)


def test_each_negative_case_of_the_law_and_each_invariant_has_its_bug() -> None:
    assert [case for case in SEEN if case not in {mutant.bug for mutant in MUTANTS if mutant.seen == "seen"}] == []
    assert [name for name in INVARIANTS_NAMED if name not in {mutant.seen for mutant in MUTANTS}] == []
