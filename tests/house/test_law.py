"""The law: each line of the register is carried by what docs/law.md says, or comes later in so many words."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from kernel.rulebook import RULEBOOK
from tests.house.tree import text

LAST = {"L": 6, "A": 7, "N": 8, "B": 8, "C": 4, "P": 4, "R": 7, "D": 4}
LINES = [f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)]
DOCUMENT = text(Path("docs/law.md"))
LATER = DOCUMENT.partition("## What comes later")[2]


class Line(NamedTuple):
    """A row of the table."""

    name: str
    asks: str
    rules: tuple[str, ...]
    tables: tuple[str, ...]
    code: tuple[str, ...]
    later: str


def row(cells: list[str]) -> Line:
    """A row's cells, the names taken out of their ticks."""
    rules, tables, code = (tuple(re.findall(r"`([^`]+)`", cell)) for cell in cells[2:5])
    return Line(cells[0], cells[1], rules, tables, code, cells[5])


TABLE = [
    row([cell.strip() for cell in line.strip("|").split("|")])
    for line in DOCUMENT.splitlines()
    if re.match(r"\| [LANBCPRD]\d+ \|", line)
]
HELD = {kept.name for model in apps.get_models() for kept in (*model._meta.constraints, *getattr(model._meta, "triggers", ()))}


def test_every_line_of_the_law_stands_here_once_and_in_order() -> None:
    assert [line.name for line in TABLE] == LINES


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_a_line_is_carried_or_comes_later(line) -> None:
    assert line.asks
    assert line.rules or line.tables or line.code or line.later


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_a_line_names_exactly_the_rules_that_name_it(line) -> None:
    of_the_line = [name for name, rule in RULEBOOK.items() if line.name in re.split(r", ?", rule.law)]
    assert sorted(line.rules) == sorted(name for name in of_the_line if not RULEBOOK[name].code.startswith("tests."))


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_what_a_line_names_exists(line) -> None:
    assert set(line.tables) <= HELD
    for name in line.code:
        assert callable(import_string(name)), name


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_what_comes_later_is_said_below_and_nothing_else_is(line) -> None:
    said = re.findall(rf"^- {line.name}: (.+)$", LATER, flags=re.MULTILINE)
    assert len(said) == bool(line.later)
    assert all(each.startswith(f"{line.later}: ") for each in said)
