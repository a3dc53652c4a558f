"""Words: every catalogue is compiled from what stands beside it."""

import ast
import gettext
import re
from pathlib import Path

import pytest

from ledger.words import EVENTS
from tests.house.tree import ROOMS, ROOT, files, modules, text, tree

CATALOGUES = [p for p in files() if p.suffix == ".po" and (p.parts[0] in ROOMS or p.parts[0] == "locale")]


def entries(path: Path) -> dict[str, str]:
    """msgid → msgstr of a catalogue, without the fuzzy and the untranslated."""
    found = {}
    for block in re.split(r"\n\s*\n", text(path)):
        lines = block.strip().splitlines()
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        words: dict[str, str] = {}
        kind = ""
        for line in (line for line in lines if line and not line.startswith("#")):
            if not line.startswith('"'):
                kind, _, line = line.partition(" ")
                words[kind] = ""
            words[kind] += ast.literal_eval(line)
        if words.get("msgid") and words.get("msgstr"):
            found[words["msgid"]] = words["msgstr"]
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_a_catalogue_is_compiled_from_what_stands_beside_it(path) -> None:
    with (ROOT / path).with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written = entries(path)
    assert written
    assert {said: compiled.get(said) for said in written} == written


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_a_catalogue_says_each_thing_once(path) -> None:
    said = re.findall(r'^msgid (".+")$', text(path), flags=re.MULTILINE)
    assert sorted(said) == sorted(set(said))


def test_every_event_that_a_verb_records_has_its_word() -> None:
    recorded = {
        argument.value
        for path in modules()
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record"
        for argument in call.args[1:2]
        if isinstance(argument, ast.Constant)
    }
    assert len(recorded) > 60, "the walk finds the events"
    assert sorted(recorded - set(EVENTS)) == []


def test_every_event_is_replayed_by_both_verifiers_or_known_to_both_as_without_weight() -> None:
    python = {
        name
        for path in files()
        if path.parts[:2] == ("ledger", "verifier") and path.suffix == ".py"
        for name in re.findall(r"\bon_([a-z_]+)", text(path))
    }
    browser = {
        name
        for path in files()
        if path.parts[-2:-1] == ("check",) and path.suffix == ".js"
        for name in re.findall(r"\bon_([a-z_]+)", text(path))
    }
    assert python == browser
    lists = [each.split() for each in text(Path("ledger/verifier/kinds.py")).split('"""')[3::2]]
    assert lists == [each.split() for each in text(Path("ledger/static/ledger/check/kinds.js")).split("`")[1::2]]
    weightless = set(lists[0])
    assert {kind for kind in EVENTS if kind.replace(".", "_") not in python} == weightless
