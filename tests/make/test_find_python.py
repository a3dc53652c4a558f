"""`make` finds a Python that really runs, wherever it hides."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "deploy" / "find_python.sh"


@pytest.fixture
def machine(tmp_path: Path):
    """A machine with nothing on its PATH but a shell; add programs to it by name."""

    def add(name: str, body: str, folder: str = "bin") -> Path:
        program = tmp_path / folder / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
        return program

    add("nothing", "exit 0")
    return add


def find(tmp_path: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    return subprocess.run(["/bin/sh", str(SCRIPT)], env=environment, capture_output=True, text=True, check=False)


REAL = f'exec "{sys.executable}" "$@"'
OLD = "exit 1"
REFUSING_SHIM = "echo 'pyenv: command not found' >&2; exit 127"


def test_python3_that_is_new_enough_is_taken(machine, tmp_path) -> None:
    machine("python3", REAL)
    assert os.path.samefile(find(tmp_path).stdout.strip(), sys.executable)


def test_an_old_python3_is_passed_over_for_a_newer_one(machine, tmp_path) -> None:
    machine("python3", OLD)
    machine("python3.13", REAL)
    assert os.path.samefile(find(tmp_path).stdout.strip(), sys.executable)


def test_a_shim_that_refuses_is_passed_over_for_the_versions_of_pyenv(machine, tmp_path) -> None:
    machine("python3", OLD)
    machine("python3.13", REFUSING_SHIM)
    machine("pyenv", f'echo "{tmp_path}/pyenv"')
    machine("python3", REAL, folder="pyenv/versions/3.13.0/bin")
    assert os.path.samefile(find(tmp_path).stdout.strip(), sys.executable)


def test_uv_is_asked_last(machine, tmp_path) -> None:
    machine("python3", OLD)
    machine("uv", f'[ "$1 $2" = "python find" ] && echo "{sys.executable}"')
    assert os.path.samefile(find(tmp_path).stdout.strip(), sys.executable)


def test_without_any_python_one_line_says_what_to_install(machine, tmp_path) -> None:
    machine("python3", OLD)
    found = find(tmp_path)
    assert found.returncode == 1
    assert len(found.stderr.splitlines()) == 1
    assert "Python 3.12" in found.stderr
