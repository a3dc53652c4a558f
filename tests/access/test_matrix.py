"""Every address × kind of actor × method is declared and tried; an address that nobody declared fails."""

import pkgutil
from importlib import import_module

import pytest
from django.db import transaction
from django.urls import reverse

from tests import access
from tests.access.matrix import DONE, KINDS, Row, World, addresses, outcome

ROWS: list[Row] = [
    row
    for module in pkgutil.iter_modules(access.__path__)
    if module.name.startswith("matrix_")
    for row in import_module(f"tests.access.{module.name}").ROWS
]


def test_every_address_is_declared() -> None:
    assert {name for name, _ in addresses()} - {row.name for row in ROWS} == set()


def test_no_row_is_about_an_address_that_there_is_not() -> None:
    assert {row.name for row in ROWS} - {name for name, _ in addresses()} == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_cell_of_a_row_is_as_declared(row: Row, at_ten) -> None:
    world = World()
    path = reverse(row.name, args=row.at(world))
    data = row.data(world)
    cells = {}
    for method in ("get", "post"):
        for kind in KINDS:
            cells[method, kind] = met(world, kind, method, path, data)
    wanted = {cell: row.wanted(*cell) for cell in cells}
    assert {cell: got for cell, got in cells.items() if wanted[cell] and got != wanted[cell]} == {}
    undeclared = {cell: got for cell, got in cells.items() if not wanted[cell] and got == DONE and cell[0] == "post"}
    assert undeclared == {}, "a method that is not declared is refused to everybody"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_other_method_is_more_than_a_look(row: Row, at_ten) -> None:
    world = World()
    path = reverse(row.name, args=row.at(world))
    for method in ("put", "patch", "delete"):
        got = met(world, "visitor", method, path, {})
        assert got != DONE or row.wanted("get", "visitor") == DONE, f"{method} {path}: {got}"


def met(world: World, kind: str, method: str, path: str, data) -> str:
    """What one cell meets; what it changes is rolled back."""
    client = world.client(kind)
    with transaction.atomic():
        words = {"data": data} if method == "post" else {}
        answer = getattr(client, method)(path, **words)
        got = outcome(answer)
        transaction.set_rollback(True)
    return got
