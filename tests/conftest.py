"""What every test has: a PostgreSQL, a clock that it owns."""

import os
from datetime import datetime

import pytest

os.environ.setdefault("SECRET_KEY", "tests-only-" + "0" * 50)
os.environ.setdefault("OUTBOX_INLINE", "1")

from kernel import clock

# A Wednesday, 10:00 in Beijing.
WEDNESDAY = datetime(2026, 6, 3, 10, tzinfo=clock.BEIJING)


@pytest.fixture
def at_ten(db: None) -> datetime:
    """The database's clock held at 10:00 on Wednesday 3 June 2026; move it with `clock.forward` or `clock.set_to`."""
    clock.set_to(WEDNESDAY)
    return WEDNESDAY
