"""The rulebook: each rule tested, translated, sourced."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.utils.translation import override

from kernel.rulebook import RULEBOOK, Kind
from tests.house.tree import ROOT, files, text

# In the tests' own made-up rules, nothing is asked.
RULES = [rule for name, rule in sorted(RULEBOOK.items()) if not rule.code.startswith("tests.")]
SPECIFICATION = "\n".join(text(p) for p in files() if p.parts[:2] == ("tests", "rules") and p.suffix == ".py")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_tests_that_name_it(rule) -> None:
    name = rule.name.split(".")[1]
    assert len(re.findall(rf"\b{name}\b", SPECIFICATION)) >= 1, f"no test in tests/rules names {name}"


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, list[str]]:
    """What the tests of the rules saw of each rule, in a run of their own in which every predicate is watched."""
    file = tmp_path_factory.mktemp("rules") / "outcomes.json"
    command = [sys.executable, "-m", "pytest", "-p", "tests.house.outcomes", "-p", "no:cacheprovider", "-q", "tests/rules"]
    without_workers = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=ROOT, env={**without_workers, "ZX_OUTCOMES": str(file)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
    return json.loads(file.read_text())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_is_shown_kept_and_broken(rule, seen) -> None:
    assert seen.get(rule.name) == ["broken", "kept"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_its_sentence_in_both_languages(rule) -> None:
    assert rule.says.endswith(".")
    with override("zh-hans"):
        assert re.search(r"[\u4e00-\u9fff]", rule.sentence), "no Chinese sentence in the room's catalogue"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_its_line_of_the_law_and_a_source(rule) -> None:
    assert re.fullmatch(r"[LANBCPRDV]\d+[a-z]?(, ?[LANBCPRDV]\d+[a-z]?)*", rule.law), rule.law
    assert rule.source
    assert rule.kind in Kind


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_source_is_in_words_and_no_name_of_the_code(rule) -> None:
    assert not re.search(r"[a-z]+[_-][a-z]+|[a-z]/\d", rule.source)
