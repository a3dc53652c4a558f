"""The two programs that ask other people's implementations, and who these are. Both read questions and give answers as JSON."""

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GO, NODE, NPM = shutil.which("go"), shutil.which("node"), shutil.which("npm")
CACHE = Path(__file__).parents[2] / ".cache" / "independent"
# Whoever lacks Go or Node may test the rest; CI has both, or is red.
needs_go = pytest.mark.skipif(GO is None and "CI" not in os.environ, reason="Go runs the other implementations; it is not here")
needs_npm = pytest.mark.skipif(
    (NODE is None or NPM is None) and "CI" not in os.environ, reason="Node runs the other implementations; it is not here"
)

type Questions = Iterable[Mapping[str, Any]]


class Refused(Exception):
    """The other implementation does not accept it."""


@functools.cache
def _go_program() -> Path:
    """Build the Go program; its modules and their hashes stand in go.mod and go.sum."""
    target = CACHE / "ask"
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run([str(GO), "build", "-o", str(target), "."], cwd=HERE / "go", check=True, capture_output=True, text=True)
    return target


@functools.cache
def _node_packages() -> None:
    """Install what package-lock.json names, with its hashes."""
    if not (HERE / "node" / "node_modules").exists():
        command = [str(NPM), "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
        subprocess.run(command, cwd=HERE / "node", check=True, capture_output=True, text=True)


def _said(done: str) -> list[Any]:
    return [Refused(each["error"]) if each["error"] else each["said"] for each in json.loads(done)]


def ask_go(questions: Questions) -> list[Any]:
    """What the Go program answers: a value, or a `Refused`. Bytes go in and come back as base64."""
    asked = json.dumps(list(questions))
    return _said(subprocess.run([str(_go_program())], input=asked, capture_output=True, text=True, check=True).stdout)


def ask_node(questions: Questions) -> list[Any]:
    """What the Node program answers: a value, or a `Refused`. Bytes go in and come back in hex."""
    _node_packages()
    command, asked = [str(NODE), str(HERE / "node" / "ask.mjs")], json.dumps(list(questions))
    return _said(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)
