"""The live process by its protocol: whoever comes back with the number of its last event gets every later one, once, in order."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import psycopg
import pytest

from config.live import ASK, KEPT_EVENTS, Rooms, last_seen
from tests.journeys.live_process import a_free_port, database_url, running

pytestmark = pytest.mark.django_db(transaction=True)
NEED = "ZX-2026-0001"


class Stream:
    """One connection of a watcher."""

    def __init__(self, port: int, *, last: int | None = None) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.line.request("GET", f"/live/{NEED}/", headers={} if last is None else {"Last-Event-ID": str(last)})
        self.answer = self.line.getresponse()
        assert self.next()[0] == "retry"

    def next(self) -> tuple[str, str]:
        """The next field of the stream that is not empty."""
        while True:
            line = self.answer.readline().decode().strip()
            if line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                return name, value

    def events(self, count: int) -> list[int]:
        """The numbers of the next so many events."""
        found = []
        while len(found) < count:
            name, value = self.next()
            if name == "data" and value != "{}":
                found.append(json.loads(value)["version"])
        return found

    def close(self) -> None:
        self.answer.close()
        self.line.close()


@pytest.fixture
def port() -> Iterator[int]:
    port = a_free_port()
    with running(port):
        yield port


@pytest.fixture
def say() -> Iterator:
    with psycopg.connect(database_url(), autocommit=True) as line:

        def notify(version: int) -> None:
            line.execute("SELECT pg_notify('zx_live', %s)", [json.dumps({"need": NEED, "version": version})])

        yield notify


def test_a_watcher_that_comes_back_gets_what_it_missed_and_nothing_twice(port: int, say) -> None:
    stream = Stream(port)
    for version in (1, 2):
        say(version)
    assert stream.events(2) == [1, 2]
    stream.close()
    for version in (3, 4, 5):
        say(version)
    again = Stream(port, last=2)
    assert again.events(3) == [3, 4, 5]
    say(6)
    assert again.events(1) == [6]
    again.close()


def test_what_was_not_all_heard_is_asked_of_the_site() -> None:
    rooms = Rooms()
    assert rooms.since(NEED, 3) == ASK
    assert rooms.since(NEED, None) == b""
    for version in (5, 6, 7):
        rooms.tell(json.dumps({"need": NEED, "version": version}))
    assert [rooms.since(NEED, after) == ASK for after in (3, 8)] == [True, True]
    assert b"id: 7\n" in rooms.since(NEED, None)
    assert rooms.since(NEED, None).count(b"event: room") == 1
    assert rooms.since(NEED, 7) == b""
    assert rooms.since(NEED, 5).count(b"event: room") == 2
    rooms.ask_all()
    assert rooms.since(NEED, 5) == ASK


def test_a_gap_in_the_middle_is_asked_of_the_site_and_old_events_are_forgotten() -> None:
    rooms = Rooms()
    for version in (1, 2, 4):
        rooms.tell(json.dumps({"need": NEED, "version": version}))
    assert rooms.since(NEED, 1) == ASK
    for version in range(5, 5 + KEPT_EVENTS):
        rooms.tell(json.dumps({"need": NEED, "version": version}))
    assert rooms.since(NEED, 4).count(b"event: room") == KEPT_EVENTS
    rooms.tell(json.dumps({"need": NEED, "version": 5 + KEPT_EVENTS}))
    assert rooms.since(NEED, 4) == ASK


@pytest.mark.parametrize(
    ("header", "query", "wanted"),
    [
        ("7", "", 7),
        ("", "after=8", 8),
        ("7", "after=8", 7),
        ("", "", None),
        ("-1", "", None),
        ("²", "", None),
        ("9" * 10, "", None),
    ],
)
def test_the_last_event_is_told_by_header_or_address(header: str, query: str, wanted: int | None) -> None:
    headers = [(b"last-event-id", header.encode("latin-1"))] if header else []
    assert last_seen({"headers": headers, "query_string": query.encode()}) == wanted
