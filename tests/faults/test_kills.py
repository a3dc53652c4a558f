"""Workers and the whole PostgreSQL are killed under a load of bids: none lost, none late, none twice.

`python -m bench kills` does it at full size.
"""

from __future__ import annotations

import pytest
from django.db import connection

from bidding.models import Bid
from tests.faults.kills import Field, Findings, Plan, findings, wait_until_closed
from tests.faults.server import a_server, django_on


@pytest.fixture
def killed(tmp_path, settings, django_db_setup, django_db_blocker):
    """A field after all its kills."""
    settings.KEYS_DIR = tmp_path / "keys"
    with django_db_blocker.unblock(), a_server() as server, django_on(server):
        field = Field(server, Plan(workers_killed=8, servers_killed=3, needs=4), tmp_path)
        try:
            field.prepare()
            field.start()
            field.kill()
            wait_until_closed(field)
            field.finish()
            yield field
        finally:
            field.end()


def test_kill_9_of_workers_and_of_the_whole_server_loses_no_acknowledged_bid(killed) -> None:
    found = findings(killed)
    print(found, dict(killed.killed))
    assert found.faults == {}
    assert (killed.killed["worker"], killed.killed["server"], found.closed) == (8, 3, 4)
    assert found.acknowledged >= 100
    assert found.stored >= found.acknowledged
    assert found.checkpoints >= 10
    each_loss_would_be_seen(found, killed)


def each_loss_would_be_seen(right: Findings, field: Field) -> None:
    """The control: a bid that vanishes behind its receipt, and one whose entry is missing."""
    victim = Bid.objects.filter(envelope_hash__in=field.acknowledged(), state="replaced").first()
    assert victim
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM bidding_bid WHERE id = %s", [victim.pk])
    found = findings(field)
    assert (found.lost, found.unlogged) == (right.lost + 1, right.unlogged + 1)
