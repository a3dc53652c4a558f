"""A pytest plugin (`-p tests.mutants.run`): run the killers as they are, then again under each mutant; write what happened.

One process and one database serve all mutants: a test is run over and over, as often as mutants name it.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections
from pytest_django.plugin import blocking_manager_key

from tests.mutants.catalogue import MUTANTS
from tests.mutants.plant import planted

DATABASE = ("trigger:", "constraint:")


def of(items: Iterable[pytest.Item], killer: str) -> list[pytest.Item]:
    """The collected tests of a node id, with all its parameters."""
    return [item for item in items if item.nodeid.partition("[")[0] == killer]


def fails(item: pytest.Item) -> bool:
    """Run one test; whether it failed. What the session shares stays up, as another test seems to follow."""
    following: Any = SimpleNamespace(listchain=lambda: [item.session])
    reports = runtestprotocol(item, log=False, nextitem=following)
    return any(report.failed for report in reports)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of the ordinary loop."""
    blocker = session.config.stash[blocking_manager_key]
    found: dict[str, object] = {"red without": [item.nodeid for item in session.items if fails(item)]}
    killed: dict[str, dict[str, bool]] = {}
    for mutant in MUTANTS:
        with blocker.unblock():
            connections.close_all()
            try:
                with planted(mutant):
                    killed[mutant.name] = {k: any(fails(i) for i in of(session.items, k)) for k in mutant.killers}
                    connections.close_all()
            except (AssertionError, AttributeError) as nowhere:
                killed[mutant.name] = {str(nowhere): False}
            connections.close_all()
    found["killed"] = killed
    found["red after"] = [item.nodeid for item in session.items if "killers" in item.nodeid and fails(item)]
    Path(os.environ["ZX_MUTANTS"]).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    session._setupstate.teardown_exact(None)
    return True
