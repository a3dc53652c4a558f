"""Planting a mutant in a running process: a function gets other code, a trigger another body; both get the old one back."""

import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from importlib import import_module
from types import CodeType, FunctionType

from django.db import connection

from kernel.rulebook import Rule
from tests.mutants.mutant import Mutant


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """The product with this bug in it, while the block runs."""
    kind, _, name = mutant.where.partition(":")
    ways = {"trigger": _in_a_trigger, "constraint": _without_a_constraint}
    with ways.get(kind, _in_a_function)(mutant, name):
        yield


def _changed(text: str, mutant: Mutant) -> str:
    assert mutant.old in text, f"{mutant.name}: {mutant.where} has no {mutant.old!r}"
    return text.replace(mutant.old, mutant.new, 1)


@contextmanager
def _in_a_function(mutant: Mutant, name: str) -> Iterator[None]:
    found = reduce(getattr, name.split("."), import_module(mutant.where.partition(":")[0]))
    function: FunctionType = inspect.unwrap(found.holds if isinstance(found, Rule) else found)
    text = _changed(textwrap.dedent(inspect.getsource(function)), mutant)
    name = name.rpartition(".")[2]
    text = text[text.index(f"def {name}") :]  # without its decorators
    whole = compile(f"from __future__ import annotations\n{text}", f"<{mutant.name}>", "exec")
    right = function.__code__
    function.__code__ = next(_codes(whole, name))
    try:
        yield
    finally:
        function.__code__ = right


def _codes(whole: CodeType, name: str) -> Iterator[CodeType]:
    """The code of the functions of that name; that of a generic one lies a level deeper."""
    for inner in whole.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_name == name:
                yield inner
            yield from _codes(inner, name)


@contextmanager
def _in_a_trigger(mutant: Mutant, name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgname ~ %s ORDER BY tgname LIMIT 1", [f"^pgtrigger_{name}_"]
        )
        right = cursor.fetchone()[0]
        cursor.execute(_changed(right, mutant))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(right)


@contextmanager
def _without_a_constraint(mutant: Mutant, name: str) -> Iterator[None]:
    check = "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s"
    with connection.cursor() as cursor:
        cursor.execute(check, [name])
        if row := cursor.fetchone():
            drop, back = f"ALTER TABLE {row[0]} DROP CONSTRAINT {name}", f"ALTER TABLE {row[0]} ADD CONSTRAINT {name} {row[1]}"
        else:
            cursor.execute("SELECT pg_get_indexdef(%s::regclass)", [name])
            drop, back = f"DROP INDEX {name}", cursor.fetchone()[0]
        cursor.execute(drop)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(back)
