"""A durable PostgreSQL, bidders who go on whatever dies, and kill -9 of workers and of the whole server: what was lost."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from bench.row import Row
from tests.faults.kills import Field, Plan, findings, wait_until_closed
from tests.faults.server import a_server, django_on

TIMES = int(os.environ.get("ZX_KILLS", "1"))  # ZX_KILLS=6: over a thousand kills, about an hour
WORKERS, SERVERS, NEEDS = 150, 30, 20


def rows() -> Iterable[Row]:
    """Everything that would be wrong is counted together; beside it how much there was of each."""
    plan = Plan(workers_killed=WORKERS * TIMES, servers_killed=SERVERS * TIMES, needs=NEEDS, bidders=4, between=0.5)
    with (
        TemporaryDirectory(prefix="zxk") as name,
        override_settings(KEYS_DIR=Path(name) / "keys"),
        a_server() as server,
        django_on(server),
    ):
        field = Field(server, plan, Path(name))
        try:
            field.prepare()
            field.start()
            field.kill()
            wait_until_closed(field)
            field.finish()
            found = findings(field)
        finally:
            field.end()
    note = (
        f"{field.killed['worker']} workers and {field.killed['server']} whole servers killed, {found.acknowledged:,} acknowledged,"
        f" {found.stored:,} stored, {found.closed} needs closed, {found.checkpoints} roots derived again"
    )
    wrong = sum(found.faults.values())
    enough = found.acknowledged >= 500 and found.closed == NEEDS
    yield Row("kill -9 under load: lost, late, twice, unlogged", wrong, "bids", "0", wrong == 0 and enough, note=note)
