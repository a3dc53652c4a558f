"""What several files of this folder look at."""

import pytest

from tests.ledger.demo_day import Day, a_day


@pytest.fixture(scope="session")
def day(django_db_setup, django_db_blocker, tmp_path_factory) -> Day:
    """The demo's market day."""
    with django_db_blocker.unblock():
        return a_day(tmp_path_factory.mktemp("day") / "export")
