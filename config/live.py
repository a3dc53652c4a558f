"""The live rooms' process: one LISTEN connection, and server-sent events to everybody who watches.

Each event has a number that grows by one with everything that happens in a room. A page that comes back says which it saw
last (Last-Event-ID, or `?after=` when it opens the stream anew) and gets every later one; where this process did not hear
them all itself, it tells the page to ask the site (`event: ask`).

What it sends is public and names nobody (`bidding.reads.room.shown`), so it asks for no session; a watcher's own place
follows on the watcher's page from its own last price. It reads no table.
Run it as `uvicorn config.live:application`, on the path `/live/` of the site's address (LIVE_URL says where).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import psycopg

from config.embedded_postgres import embedded_url
from config.settings.env import ROOT, optional

log = logging.getLogger(__name__)
CHANNEL = "zx_live"
HEARTBEAT = 15.0  # seconds between comments that keep a silent connection open
KEPT_EVENTS, KEPT_ROOMS = 512, 1_000
ASK = b"event: ask\ndata: {}\n\n"
Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Watcher:
    """One open connection. An event is written to it at once; a watcher that does not keep up is let go and comes back."""

    def __init__(self, send: Send) -> None:
        """A watcher whose response has begun."""
        self.send, self.over = send, asyncio.Event()

    def tell(self, event: bytes) -> None:
        """Write without a task of its own: the server's `send` only waits where the socket is full."""
        sending = self.send({"type": "http.response.body", "body": event, "more_body": True})
        try:
            sending.send(None)
        except StopIteration:
            return
        except Exception:
            log.debug("a watcher has gone", exc_info=True)
        else:
            sending.close()
        self.over.set()


class Rooms:
    """Who watches what, and the newest events of each room for those who come back."""

    def __init__(self) -> None:
        """Nobody watches yet."""
        self.watchers: dict[str, set[Watcher]] = defaultdict(set)
        self.told: dict[str, deque[tuple[int, bytes]]] = {}

    def tell(self, payload: str) -> None:
        """Give one event to all who watch its room; the bytes are made once."""
        said = json.loads(payload)
        need, number = said["need"], said["version"]
        event = f"event: room\nid: {number}\ndata: {payload}\n\n".encode()
        told = self.told.pop(need, None) or deque(maxlen=KEPT_EVENTS)
        told.append((number, event))
        self.told[need] = told  # the room that was silent longest is forgotten first
        if len(self.told) > KEPT_ROOMS:
            del self.told[next(iter(self.told))]
        for watcher in list(self.watchers[need]):
            watcher.tell(event)

    def since(self, need: str, after: int | None) -> bytes:
        """What a page has missed after the event of that number; where that is not all known here, that it should ask the site.

        Who names no event gets the newest.
        """
        told = self.told.get(need)
        if after is None:
            return told[-1][1] if told else b""
        if not told:
            return ASK
        missed = [(number, event) for number, event in told if number > after]
        whole = not missed or [number for number, _ in missed] == list(range(after + 1, after + 1 + len(missed)))
        return b"".join(event for _, event in missed) if whole and told[-1][0] >= after else ASK

    def ask_all(self) -> None:
        """Tell every page to ask the site: events may have passed unheard."""
        self.told.clear()
        for watchers in self.watchers.values():
            for watcher in list(watchers):
                watcher.tell(ASK)


rooms = Rooms()


async def listen() -> None:
    """Hear the database for ever; after a break connect anew."""
    while True:
        with suppress(psycopg.Error, OSError):
            async with await psycopg.AsyncConnection.connect(
                optional("DATABASE_URL") or embedded_url(ROOT / ".data" / "postgres"), autocommit=True
            ) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                rooms.ask_all()
                async for notification in connection.notifies():
                    rooms.tell(notification.payload)
        await asyncio.sleep(1)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """ASGI: `/live/<need>/` streams; anything else is not here."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        need = scope["path"].removeprefix("/live/").strip("/")
        if not scope["path"].startswith("/live/ZX-") or "/" in need:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await _stream(need, last_seen(scope), receive, send)


def last_seen(scope: dict[str, Any]) -> int | None:
    """The number of the last event that the page saw: the header of a browser that comes back, or the address."""
    header = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("after", [""])[0]
    said = header or asked
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    task = asyncio.create_task(listen())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    task.cancel()
    await send({"type": "lifespan.shutdown.complete"})


async def _stream(need: str, after: int | None, receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-cache"),
        (b"x-accel-buffering", b"no"),
        (b"access-control-allow-origin", b"*"),
    ]
    watcher = Watcher(send)
    gone = asyncio.create_task(_gone(receive, watcher))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        rooms.watchers[need].add(watcher)
        missed = rooms.since(need, after)
        await send({"type": "http.response.body", "body": b"retry: 2000\n\n" + missed, "more_body": True})
        while not watcher.over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(watcher.over.wait(), HEARTBEAT)
                break
            watcher.tell(b": here\n\n")
        await send({"type": "http.response.body", "body": b""})
    finally:
        rooms.watchers[need].discard(watcher)
        gone.cancel()


async def _gone(receive: Receive, watcher: Watcher) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.over.set()
