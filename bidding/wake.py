"""Wake those who watch a live room: a notification of the database, sent when the transaction commits and not otherwise."""

from __future__ import annotations

import json

from django.db import connection

from bidding.models import Need
from bidding.reads.bids import notice_for_bidding
from bidding.reads.room import room_of, shown
from bidding.states import Method

CHANNEL = "zx_live"


def wake_the_room(need: Need, what: str) -> None:
    """Tell the watchers that a need by live rounds has come to its end, whichever; other needs have no room."""
    if need.method == Method.LIVE_ROUNDS and need.opened_at is not None:
        wake_watchers(need, what)


def wake_watchers(need: Need, what: str) -> None:
    """Tell every live process what the room shows now; it names nobody, so every watcher may hear it."""
    state = shown(room_of(need, notice_for_bidding(need.number), None))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"need": need.number, "event": what, **state})])
