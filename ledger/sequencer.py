"""The sequencer: puts pending events in order, hashes them into the tree and signs the new checkpoint.

Writers share no row: they insert into `pending` inside their own transaction. A batch is one transaction: take the lock, take
the rows out with DELETE … RETURNING (never "id above the last": ids are given before commits) and append them by the same
statement, sign. The lock is an advisory one held for the batch, so any number of sequencers may run and one works; kill -9
frees it and leaves a batch done or undone, never half. Between two batches it rests for a moment, unless a whole batch waits
already: what a batch costs beside its entries is then shared by more of them.
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
from ledger.models import Block, Checkpoint, Entry, Pending
from ledger.notes import signed_checkpoint
from ledger.reads import newest_checkpoint
from ledger.record import stamp

log = logging.getLogger(__name__)
LOCK = 42
BATCH = 5_000
REST_SECONDS = 0.2
AFTER_A_FAULT_SECONDS = 1.0
_WAITS = "SELECT id FROM ledger_pending ORDER BY id LIMIT 1"  # by the key: the table is full of what was taken out
# Takes a batch out, appends it behind so many entries, and gives the hashes of its entries (merkle.leaf) in order.
_ORDER = f"""
    WITH taken AS (
        DELETE FROM ledger_pending
        WHERE id <= (SELECT max(id) FROM (SELECT id FROM ledger_pending ORDER BY id LIMIT %s) AS first) RETURNING *
    ), mark AS ({MARK}), appended AS (
        INSERT INTO ledger_entry (idx, leaf, body, pending_id, event, need, org)
        SELECT %s - 1 + row_number() OVER (ORDER BY id), sha256('\\x00' || convert_to(body, 'UTF8')), body, id, event, need, org
        FROM taken RETURNING idx, leaf
    )
    SELECT leaf FROM appended ORDER BY idx
"""


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
    """Order one batch in one transaction; returns how many entries it appended, 0 if nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS)
        if cursor.fetchone() is None:
            return 0
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = newest_checkpoint()
        log_name, compact = (last.origin, [bytes(each) for each in last.range]) if last else _genesis()
        begun = last.size if last else 1
        cursor.execute(_ORDER, [limit, begun])
        leaves = [bytes(leaf) for (leaf,) in cursor.fetchall()]
    if not leaves:
        return 0  # another sequencer was first
    _sign(log_name, begun, leaves, compact)
    return begun + len(leaves) - (last.size if last else 0)


def _sign(log_name: str, size: int, leaves: Sequence[bytes], compact: list[bytes]) -> None:
    """Put leaves behind a tree of so many entries, whose compact range is given, and sign the new root."""
    blocks = []
    for leaf in leaves:
        if full := merkle.push(compact, size, leaf):
            blocks.append(Block(index=size // merkle.BLOCK, hash=full))
        size += 1
    if blocks:
        Block.objects.bulk_create(blocks)
    root = merkle.root(compact)
    note = signed_checkpoint(log_name, size, root)
    Checkpoint.objects.create(size=size, root=root, range=compact, note=note, at=clock.DATABASE_TIME)


def _genesis() -> tuple[str, list[bytes]]:
    """Entry 0: the log's name and key, dated as the first event or now, whichever is earlier. Gives the name and the tree's compact range."""
    name, first = f"{urlsplit(settings.SITE_URL).netloc}/log", Pending.objects.earliest("pk")
    named = {"origin": name, "key": keys.public_key()}
    at = min(json.loads(first.body)["at"], stamp(clock.now()))
    body = canonical({"v": 1, "type": "log.genesis", "at": at, "by": dict(SCHEDULER.public()), **named})
    leaf = merkle.leaf(body)
    Entry.objects.create(idx=0, leaf=leaf, body=body.decode(), pending_id=0, event="log.genesis")
    return name, [leaf]
