"""Every falsification of the catalogue is caught and named; the untouched export is green."""

import importlib
import re
import sys

import pytest

from ledger.export import VERIFIER
from tests.ledger.falsifications import CATALOGUE
from tests.ledger.write_falsifications import PAGE, page
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

TRUE = a_market().events
PLACED = re.compile(r"^(entries\.jsonl line \d+|/\S+/(entries\.jsonl|checkpoint|trust\.json|receipt\.json))[ :]")


def test_the_untouched_export_is_green(tmp_path):
    assert verify.check(an_export(tmp_path, TRUE)).findings == []


def test_the_catalogue_holds_at_least_forty_most_of_them_signed_again():
    assert len(CATALOGUE) >= 40
    assert sum(each.signed_again for each in CATALOGUE.values()) >= 40


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_falsification_is_caught_with_file_line_and_what_was_expected(tmp_path, name):
    false = CATALOGUE[name]
    options = false.plant(TRUE, tmp_path / "false")
    found = verify.check(tmp_path / "false", **options).findings
    assert any(false.says in each for each in found), found
    assert all(PLACED.match(each) for each in found), found


def test_every_line_doubled_is_named(tmp_path):
    for at in range(len(TRUE)):
        folder = an_export(tmp_path / "doubled", [*TRUE[: at + 1], *TRUE[at:]], verifier=False)
        found = verify.check(folder).findings
        assert any(each.startswith(f"entries.jsonl line {at + 2}: expected a fact once") for each in found), TRUE[at]["type"]


def test_the_public_list_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.ledger.write_falsifications"
