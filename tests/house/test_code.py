"""Code: what import-linter and ruff cannot see."""

import ast
import re
import sys

import pytest
from django.apps import apps
from django_fsm import FSMField

from tests.house.tree import found, modules, nodes, text

STATES = {field.name for model in apps.get_models() for field in model._meta.fields if isinstance(field, FSMField)}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("timezone", "now"),
    ("date", "today"),
    ("time", "time"),
}
ENVIRONMENT_READ_IN = {
    "config/settings/env.py",
    "config/embedded_postgres.py",
    "config/asgi.py",
    "config/wsgi.py",
    "config/first_run.py",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def named(node: ast.AST) -> tuple[str, str]:
    """`a.b` as ("a", "b")."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
        return (node.value.id if isinstance(node.value, ast.Name) else node.value.attr, node.attr)
    return ("", "")


def test_states_are_known() -> None:
    assert {"state", "standing"} <= STATES


def test_nobody_imports_inside_a_function() -> None:
    guilty = {
        found(path, inner)
        for path in modules()
        for function in nodes(path, *FUNCTIONS)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    assert sorted(guilty) == []


def test_a_state_moves_only_by_its_transitions() -> None:
    guilty = []
    for path in modules():
        for call in nodes(path, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            sets = {word.arg for word in call.keywords}
            listed = {item.value for item in ast.walk(call) if isinstance(item, ast.Constant) and isinstance(item.value, str)}
            if (name in {"update", "aupdate"} and sets & STATES) or (name in {"bulk_update", "abulk_update"} and listed & STATES):
                guilty.append(found(path, call))
    assert guilty == []


OWN_CLOCKS = {"ledger/witness.py", "sealing/trustee/trustee.py"}  # they run on somebody else's machine, without the database


def test_only_the_clock_says_what_time_it_is() -> None:
    guilty = [
        found(path, call)
        for path in modules()
        if path.parts[0] != "kernel" and path.as_posix() not in OWN_CLOCKS
        for call in nodes(path, ast.Call)
        if named(call.func) in CLOCKS
    ]
    assert guilty == []


def test_no_float_comes_near_money() -> None:
    guilty = [
        found(path, node)
        for path in modules()
        if re.search(r"fen\b|Money|yuan", text(path))
        for node in nodes(path, ast.Constant, ast.Name)
        if (isinstance(node, ast.Constant) and type(node.value) is float) or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert guilty == []


def test_the_environment_is_read_in_one_place() -> None:
    guilty = [
        found(path, node)
        for path in modules()
        if str(path) not in ENVIRONMENT_READ_IN
        for node in nodes(path, ast.Attribute)
        if named(node) in {("os", "environ"), ("os", "getenv")}
    ]
    assert guilty == []


def test_rows_are_locked_only_in_reads() -> None:
    guilty = [
        found(path, node)
        for path in modules()
        if path.parts[0] != "kernel" and path.stem != "reads" and "reads" not in path.parts
        for node in nodes(path, ast.Attribute)
        if node.attr == "select_for_update"
    ]
    assert guilty == []


def test_a_migration_imports_nothing_of_the_project() -> None:
    rooms = {path.parts[0] for path in modules()}
    guilty = [
        found(path, node)
        for path in modules(migrations=True)
        if "migrations" in path.parts
        for node in nodes(path, ast.Import, ast.ImportFrom)
        if {(getattr(node, "module", None) or "").split(".")[0], *(alias.name.split(".")[0] for alias in node.names)} & rooms
        and "migrations" not in (getattr(node, "module", None) or "")
    ]
    assert guilty == []


@pytest.mark.parametrize("path", [path for path in modules() if path.parts[0] != "config"], ids=str)
def test_functions_are_short(path) -> None:
    longest = 60
    assert [found(path, f) for f in nodes(path, *FUNCTIONS) if (f.end_lineno or 0) - f.lineno > longest] == []


PURE_DRAWS = ("draws.draw", "draws.rfc3797", "draws.shuffle", "draws.ways")


def test_draws_are_plain_python() -> None:
    paths = [path for path in modules() if ".".join(path.with_suffix("").parts) in PURE_DRAWS]
    assert len(paths) == len(PURE_DRAWS)
    named = {
        name
        for path in paths
        for node in nodes(path, ast.Import, ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert {name for name in named if name.split(".")[0] not in sys.stdlib_module_names and name not in PURE_DRAWS} == set()


def test_rules_are_plain_python() -> None:
    allowed = {*sys.stdlib_module_names}
    guilty = []
    for path in modules():
        if not {"rules", "methods"} & {*path.parts, path.stem}:
            continue
        own = (f"{path.parts[0]}.rules", f"{path.parts[0]}.methods", "kernel.rulebook", "kernel.money", *PURE_DRAWS)
        for node in nodes(path, ast.Import, ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            guilty += [
                f"{found(path, node)} {name}" for name in names if name.split(".")[0] not in allowed and not name.startswith(own)
            ]
    assert guilty == []


def test_every_verb_is_asked_by_name_and_says_who_acts() -> None:
    guilty = []
    for path in modules():
        if "actions" not in path.parts or path.stem == "__init__":
            continue
        for function in (f for f in nodes(path, *FUNCTIONS) if f.name == path.stem):
            arguments = function.args
            if arguments.args or arguments.posonlyargs or "actor" not in {a.arg for a in arguments.kwonlyargs}:
                guilty.append(found(path, function))
    assert guilty == []


def test_every_verb_has_the_name_of_its_file() -> None:
    verbs = [p for p in modules() if p.parts[1] == "actions" and "parts" not in p.parts and p.stem != "__init__"]
    assert [str(path) for path in verbs if path.stem not in {f.name for f in nodes(path, *FUNCTIONS)}] == []
