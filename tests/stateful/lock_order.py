"""Which locks the code takes, in which order, transaction by transaction: a watch on every statement that takes one.

The order is the table of docs/locking.md: what stands between backquotes in its third column is the name of a lock.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

PAGE = Path(__file__).parent.parent.parent / "docs" / "locking.md"
NAMED = {1001: "advisory 1001", 1002: "advisory numbering", 42: "advisory record"}
ROWS = re.compile(r'FROM "(\w+)".* FOR UPDATE(?: OF "(\w+)")?(?! SKIP LOCKED)', re.DOTALL)
CHANGED = re.compile(r'^UPDATE "(\w+)"')
ADVISORY = re.compile(r"pg_advisory_xact_lock(?:_shared)?\((.*)\)")


def taken_by(sql: str, params: Any) -> str | None:
    """What a statement locks: an advisory lock's name, or the table whose rows it holds until the transaction ends."""
    if advisory := ADVISORY.search(sql):
        if "hashtext" in advisory[1]:
            return "advisory numbering"
        return NAMED.get(params[0], f"advisory {params[0]}")
    if 'INSERT INTO "bidding_bid"' in sql:
        return NAMED[1001]  # its trigger takes it, shared
    if rows := ROWS.search(sql):
        return rows[2] or rows[1]
    changed = CHANGED.match(sql)
    return changed[1] if changed else None


def the_order() -> dict[str, int]:
    """The place of each lock, as the page says."""
    rows = re.findall(r"^\| (\d+) \|[^|]*\|([^|]*)\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: int(place) for place, held in rows for name in re.findall(r"`((?:advisory )?[a-z0-9]+_?[a-z]*)`", held)}


class Watch:
    """The locks of the transactions that were seen: for each pair, how often the first was taken before the second."""

    def __init__(self, *, inside: int) -> None:
        self.inside = inside
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.transactions = 0
        self._depth, self._held = 0, list[str]()

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        if text.startswith("SAVEPOINT"):
            self._depth += 1
        elif text.startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")):
            self._depth -= text.startswith("RELEASE")
            self._end()
        elif name := taken_by(text, params):
            self.take(name)
        return execute(sql, params, many, context)

    def take(self, name: str) -> None:
        """A lock is taken; one that is held already changes nothing."""
        if name not in self._held:
            self.pairs.update((held, name) for held in self._held)
            self._held.append(name)

    def against(self, order: dict[str, int]) -> dict[tuple[str, str], str]:
        """The pairs that are not in the order. Every table of bidding and draws without a place of its own hangs on a need."""
        hanging = {each for pair in self.pairs for each in pair if each.startswith(("bidding_", "draws_"))}
        order = dict.fromkeys(hanging, order["bidding_bid"]) | order
        unknown = {pair: "not on the page" for pair in self.pairs if not set(pair) <= order.keys()}
        return unknown | {(a, b): "back up" for a, b in self.pairs if order.get(a, 0) > order.get(b, 99)}

    def _end(self) -> None:
        if self._depth <= self.inside:
            self.transactions += bool(self._held)
            self._held = []


@contextmanager
def watched(*, inside: int) -> Iterator[Watch]:
    """Look on while the block runs; `inside` so many savepoints, the next one is what a transaction is in earnest."""
    watch = Watch(inside=inside)
    with connection.execute_wrapper(watch):
        yield watch
