"""Where the stand-in remembers: one SQLite file, shared by every process of the site, apart from the site's database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS thing (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, json TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS message (n INTEGER PRIMARY KEY AUTOINCREMENT, json TEXT NOT NULL, taken INTEGER NOT NULL DEFAULT 0);
"""


class Session:
    """One request's view of the store, in one transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def get(self, name: str) -> dict[str, Any] | None:
        """A thing by its id."""
        row = self._database.execute("SELECT json FROM thing WHERE id = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, thing: dict[str, Any]) -> None:
        """Keep a thing."""
        self._database.execute("INSERT OR REPLACE INTO thing (id, json) VALUES (?, ?)", (thing["id"], json.dumps(thing)))

    def answer(self, key: str) -> tuple[str, int, dict[str, Any]] | None:
        """The request and the answer that an idempotency key has had."""
        row = self._database.execute("SELECT request, status, json FROM answer WHERE key = ?", (key,)).fetchone()
        return (row[0], row[1], json.loads(row[2])) if row else None

    def keep_answer(self, key: str, request: str, status: int, body: dict[str, Any]) -> None:
        """Remember the answer for the key."""
        self._database.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", (key, request, status, json.dumps(body)))

    def say(self, message: dict[str, Any]) -> None:
        """Keep a message until somebody delivers it."""
        self._database.execute("INSERT INTO message (json) VALUES (?)", (json.dumps(message),))

    def take_messages(self, most: int) -> list[dict[str, Any]]:
        """The oldest messages that nobody has taken, which are then taken."""
        rows = self._database.execute("SELECT n, json FROM message WHERE taken = 0 ORDER BY n LIMIT ?", (most,)).fetchall()
        self._database.executemany("UPDATE message SET taken = 1 WHERE n = ?", [(row[0],) for row in rows])
        return [json.loads(row[1]) for row in rows]


class Store:
    """The file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction that nobody else shares."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        try:
            database.executescript(_TABLES)
            database.execute("BEGIN IMMEDIATE")
            try:
                yield Session(database)
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
        finally:
            database.close()
