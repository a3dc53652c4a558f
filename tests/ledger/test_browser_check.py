"""The check in the browser is a second implementation: over every export it names what the Python verifier names, place by place."""

import importlib
import re
import sys

from ledger.export import VERIFIER
from tests.ledger.browser import in_the_browser
from tests.ledger.falsifications import CATALOGUE
from tests.makers.ledger import a_market, an_export
from tests.node import needs_node

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

LINE = re.compile(r"^entries\.jsonl line (\d+)[ :]")
FILE = re.compile(r"^/\S*?([^/]+/)([^/\s]+):")


def place(finding: str) -> tuple[str, int]:
    """File and line of a finding of verify.py, as the browser names them."""
    line = LINE.match(finding)
    if line:
        return "entries.jsonl", int(line[1])
    folder, file = FILE.match(finding).groups()
    return ("另一份 " if folder == "other/" else "") + file, 0


@needs_node
def test_both_implementations_name_the_same_files_and_lines_in_every_falsification_and_nothing_in_the_true_export(tmp_path):
    true = a_market().events
    exports = [(an_export(tmp_path / "true", true, verifier=False), {})]
    for name, false in CATALOGUE.items():
        folder = tmp_path / name / "false"
        exports.append((folder, false.plant(true, folder)))
    python = [sorted(map(place, verify.check(folder, **options).findings)) for folder, options in exports]
    browser = [sorted((file, line) for file, line, _ in found) for found in in_the_browser(exports)]
    assert python[0] == browser[0] == []
    for name, one, two in zip(CATALOGUE, python[1:], browser[1:], strict=True):
        assert one == two, name
        assert one, name
