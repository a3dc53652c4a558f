"""A pytest plugin: writes down which rules a run of tests saw kept and which it saw broken.

`ZX_OUTCOMES=FILE python -m pytest -p tests.house.outcomes tests/rules`
"""

import json
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kernel.rulebook import RULEBOOK, Rule

SEEN: dict[str, set[str]] = defaultdict(set)


def watched(rule: Rule) -> Callable[[Any], bool]:
    """The rule's predicate, which says what it answered."""
    holds = rule.holds

    def answer(facts: Any) -> bool:
        kept = holds(facts)
        SEEN[rule.name].add("kept" if kept else "broken")
        return kept

    return answer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Watch every rule once all are enrolled. Tests that need a database say nothing about a predicate: they are left out."""
    items[:] = [item for item in items if not {"db", "transactional_db"} & set(item.fixturenames)]  # type: ignore[attr-defined]
    for rule in RULEBOOK.values():
        object.__setattr__(rule, "holds", watched(rule))


def pytest_sessionfinish() -> None:
    """Write what was seen."""
    Path(os.environ["ZX_OUTCOMES"]).write_text(json.dumps({name: sorted(seen) for name, seen in SEEN.items()}))
