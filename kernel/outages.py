"""What the database could not do, by name: for the log, and for whoever waited for it. Nothing of the transaction is there then."""

from __future__ import annotations

from django.db import Error

OUTCOMES = {
    "53100": "disk_full",
    "53200": "out_of_memory",
    "53300": "too_many_connections",
    "55P03": "lock_timeout",
    "57014": "statement_timeout",
    "40P01": "deadlock",
}


def outcome_of(error: BaseException) -> str:
    """The outcome's name; `server_away` for a line that broke or a server that stops, "" for what is no outage."""
    if not isinstance(error, Error):
        return ""
    state = getattr(error.__cause__, "sqlstate", None)
    if state in OUTCOMES:
        return OUTCOMES[state]
    return "server_away" if state is None or state[:2] in {"08", "57"} else ""
