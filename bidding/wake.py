"""Wake those who watch a live room: a notification of the database, sent when the transaction commits and not otherwise."""

from __future__ import annotations

import json

from django.db import connection

CHANNEL = "zx_live"


def wake_watchers(number: str, what: str, **more: int) -> None:
    """Tell every live process that something has changed in a room. What it shows, it reads anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"need": number, "event": what, **more})])
