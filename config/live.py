"""The live rooms' process: one LISTEN connection, and server-sent events to everybody who watches.

What it sends is public and names nobody (`bidding.reads.room.shown`), so it asks for no session; a watcher's own place
follows on the watcher's page from its own last price. It reads no table: a page that comes back asks the site once.
Run it as `uvicorn config.live:application`, on the path `/live/` of the site's address (LIVE_URL says where).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import psycopg

from config.embedded_postgres import embedded_url
from config.settings.env import ROOT, optional

log = logging.getLogger(__name__)
CHANNEL = "zx_live"
HEARTBEAT = 15.0  # seconds between comments that keep a silent connection open
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
    """Who watches what, and the last event of each room for those who come later."""

    def __init__(self) -> None:
        """Nobody watches yet."""
        self.watchers: dict[str, set[Watcher]] = defaultdict(set)
        self.last: dict[str, bytes] = {}

    def tell(self, payload: str) -> None:
        """Give one event to all who watch its room; the bytes are made once."""
        said = json.loads(payload)
        event = f"event: room\nid: {said['seq']}\ndata: {payload}\n\n".encode()
        self.last[said["need"]] = event
        for watcher in list(self.watchers[said["need"]]):
            watcher.tell(event)


rooms = Rooms()


async def listen() -> None:
    """Hear the database for ever; after a break connect anew."""
    while True:
        with suppress(psycopg.Error, OSError):
            async with await psycopg.AsyncConnection.connect(
                optional("DATABASE_URL") or embedded_url(ROOT / ".data" / "postgres"), autocommit=True
            ) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
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
            await _stream(need, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    task = asyncio.create_task(listen())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    task.cancel()
    await send({"type": "lifespan.shutdown.complete"})


async def _stream(need: str, receive: Receive, send: Send) -> None:
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
        await send({"type": "http.response.body", "body": b"retry: 2000\n\n" + rooms.last.get(need, b""), "more_body": True})
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
