"""The check in the browser, run in Node over exports."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.node import NODE

SCRIPT = Path(__file__).with_name("check_in_node.mjs")
type Found = tuple[str, int, str]


def in_the_browser(exports: Sequence[tuple[Path, Mapping[str, Sequence[Path]]]]) -> list[list[Found]]:
    """What the second implementation finds in each export: (file, line or 0, sentence). Options as of `verify.check`."""
    asked = [{"folder": str(folder), **{k: list(map(str, v)) for k, v in options.items()}} for folder, options in exports]
    done = subprocess.run([str(NODE), str(SCRIPT)], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [[(file, line, sentence) for file, line, sentence in each] for each in json.loads(done.stdout)]
