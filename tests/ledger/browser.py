"""The check in the browser, run in Node over exports, and held to the Python verifier place by place."""

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ledger.export import VERIFIER
from tests.node import NODE

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")
SCRIPT = Path(__file__).with_name("check_in_node.mjs")
LINE = re.compile(r"^entries\.jsonl line (\d+)[ :]")
FILE = re.compile(r"^/\S*?([^/]+/)([^/\s]+)(?: line (\d+))?:")
type Options = Mapping[str, Sequence[Path]]
type Found = tuple[str, int, str]


def in_the_browser(exports: Sequence[tuple[Path, Options]]) -> list[list[Found]]:
    """What the second implementation finds in each export: (file, line or 0, sentence). Options as of `verify.check`."""
    asked = [{"folder": str(folder), **{k: list(map(str, v)) for k, v in options.items()}} for folder, options in exports]
    done = subprocess.run([str(NODE), str(SCRIPT)], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [[(file, line, sentence) for file, line, sentence in each] for each in json.loads(done.stdout)]


def place(finding: str) -> tuple[str, int]:
    """File and line of a finding of verify.py, as the browser names them."""
    line, file = LINE.match(finding), FILE.match(finding)
    if line:
        return "entries.jsonl", int(line[1])
    assert file, finding
    return ("另一份 " if file[1] == "other/" else "") + file[2], int(file[3] or 0)


def disagreements(exports: Mapping[str, tuple[Path, Options]]) -> dict[str, tuple[list[str], list[Found]]]:
    """The exports, by name, in which the two implementations name other places, with what each of them says."""
    python = [verify.check(folder, **options).findings for folder, options in exports.values()]
    browser = in_the_browser(list(exports.values()))
    return {
        name: (one, two)
        for name, one, two in zip(exports, python, browser, strict=True)
        if sorted(map(place, one)) != sorted((file, line) for file, line, _ in two)
    }
