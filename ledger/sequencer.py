"""The sequencer: puts pending events in order, hashes them into the tree and signs the new checkpoint.

Writers share no row: they insert into `pending` inside their own transaction. A batch is one transaction: take the lock,
take the rows out with DELETE … RETURNING (never "id above the last": ids are given before commits), append, sign. The
lock is an advisory one held for the batch, so any number of sequencers may run and one works; kill -9 frees it and
leaves a batch done or undone, never half. Between two batches it rests for a moment, unless a whole batch waits already:
what a batch costs beside its entries is then shared by more of them.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from kernel import clock
from kernel.actors import SCHEDULER
from ledger import keys, merkle
from ledger.canonical import canonical
from ledger.in_order import MARK
from ledger.models import Block, Checkpoint
from ledger.notes import signed_checkpoint
from ledger.reads import newest_checkpoint
from ledger.record import stamp

log = logging.getLogger(__name__)
LOCK = 42
BATCH = 5_000
REST_SECONDS = 0.2
AFTER_A_FAULT_SECONDS = 1.0
_WAITS = "SELECT id FROM ledger_pending ORDER BY id LIMIT 1"  # by the key: the table is full of what was taken out
_TAKE = f"""
    WITH taken AS (
        DELETE FROM ledger_pending
        WHERE id <= (SELECT max(id) FROM (SELECT id FROM ledger_pending ORDER BY id LIMIT %s) AS first) RETURNING id, body, at
    ), mark AS ({MARK})
    SELECT id, body FROM taken ORDER BY id
"""
_APPEND = "COPY ledger_entry (idx, leaf, body, pending_id, event, need, org) FROM STDIN"


def sequence_all() -> int:
    """Order everything that waits now; returns how many entries were appended."""
    total = 0
    while done := sequence_batch():
        total += done
    return total


def sequence_forever(go_on: Callable[[], bool] = lambda: True) -> None:
    """Order what comes, until `go_on` says no. A fault (the database away) is logged, and the work taken up again."""
    while go_on():
        try:
            if sequence_batch() < BATCH:
                time.sleep(REST_SECONDS)
        except (OperationalError, InterfaceError):
            log.exception("the sequencer lost the database; it tries again")
            connection.close()
            time.sleep(AFTER_A_FAULT_SECONDS)


@transaction.atomic
def sequence_batch(limit: int = BATCH) -> int:
    """Order one batch in one transaction; returns its size, 0 if nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS)
        if cursor.fetchone() is None:
            return 0
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_TAKE, [limit])
        rows: list[tuple[int, str]] = cursor.fetchall()
    if not rows:
        return 0  # another sequencer was first
    last = newest_checkpoint()
    name = last.origin if last else f"{urlsplit(settings.SITE_URL).netloc}/log"
    if last is None:
        rows = [(0, _genesis(name, rows[0][1])), *rows]
    _append(rows, name=name, size=last.size if last else 0, compact=[bytes(each) for each in last.range] if last else [])
    return len(rows)


def _append(rows: Sequence[tuple[int, str]], *, name: str, size: int, compact: list[bytes]) -> None:
    blocks = []
    with connection.cursor() as cursor, cursor.copy(_APPEND) as copy:
        for pending_id, body in rows:
            leaf = merkle.leaf(body.encode())
            copy.write_row((size, leaf, body, pending_id, *_index_of(body)))
            if full := merkle.push(compact, size, leaf):
                blocks.append(Block(index=size // merkle.BLOCK, hash=full))
            size += 1
    if blocks:
        Block.objects.bulk_create(blocks)
    root = merkle.root(compact)
    note = signed_checkpoint(name, size, root)
    Checkpoint.objects.create(size=size, root=root, range=compact, note=note, at=clock.DATABASE_TIME)


def _index_of(body: str) -> tuple[str, str, str]:
    """Event, need and organisation, by which entries are found."""
    entry = json.loads(body)
    return entry["type"], str(entry.get("need") or ""), str(entry.get("org") or entry.get("bidder") or entry.get("buyer") or "")


def _genesis(name: str, first_body: str) -> str:
    """Entry 0: the log's name and key, dated as the first event or now, whichever is earlier."""
    at = min(json.loads(first_body)["at"], stamp(clock.now()))
    named = {"origin": name, "key": keys.public_key()}
    return canonical({"v": 1, "type": "log.genesis", "at": at, "by": dict(SCHEDULER.public()), **named}).decode()
