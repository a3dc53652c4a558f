"""docs/independent-checks.md says what is run, and all that it says is run."""

import re
from pathlib import Path

from tests.independent.page import CHECKS, HERE, PAGE, PUBLISHED, page, versions


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.independent.page"


def test_every_check_is_there_and_every_test_is_on_the_page():
    assert all(each.test in Path(each.file).read_text(encoding="utf-8") for each in (*CHECKS, *PUBLISHED))
    tests = {
        name for file in HERE.glob("test_the_*.py") for name in re.findall(r"^def (test_\w+)", file.read_text(), re.MULTILINE)
    }
    assert tests == {each.test for each in CHECKS}


def test_all_the_code_that_is_named_is_run_and_the_other_way_round():
    named = {name for each in CHECKS for name in each.theirs.split(", ")}
    assert named == set(versions())
