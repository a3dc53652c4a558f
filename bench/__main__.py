"""`python -m bench [words]`: run the rows whose module's name holds one of the words (all without), print and write them."""

import json
import os
import pkgutil
import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from time import process_time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

import bench  # noqa: E402
from bench import ground  # noqa: E402
from bench.row import Row  # noqa: E402

RESULTS = Path(__file__).with_name("results.json")
ADDITIONS = 10_000_000


def pace() -> Row:
    """How fast a core of this machine is at the moment, by plain additions: what the seconds of the rows after it are read beside."""
    start, total = process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return Row("this machine: ten million additions in Python", process_time() - start, "s", "printed", met=True)


def main(words: list[str]) -> int:
    """Print a table; every promise kept gives 0."""
    names = [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name.startswith("measure_")]
    chosen = [name for name in names if not words or any(word in name for word in words)]
    rows: list[Row] = []
    for name in chosen:
        with ground.a_database():
            for row in chain([pace()], import_module(f"bench.{name}").rows()):
                print(row.line(), flush=True)
                rows.append(row)
    RESULTS.write_text(json.dumps([row.plain() for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    missed = [row.name for row in rows if not row.met]
    print(f"{len(rows)} rows, {len(missed)} not met; written to bench/results.json")
    return bool(missed)


sys.exit(main(sys.argv[1:]))
