"""The live rooms' process: one LISTEN connection, and server-sent events to everybody who watches.

What it sends is public and names nobody (`bidding.reads.room.shown`), so it asks for no session; a watcher's own place
follows on the watcher's page from its own last price. It reads no table: a page that comes back asks the site once.
Run it as `uvicorn config.live:application`, on the path `/live/` of the site's address (LIVE_URL says where).
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import psycopg

from config.embedded_postgres import embedded_url
from config.settings.env import ROOT, optional

CHANNEL = "zx_live"
HEARTBEAT = 15.0  # seconds between comments that keep a silent connection open
WAITING = 100  # events that one slow watcher may be behind before its connection is ended
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Rooms:
    """Who watches what, and the last event of each room for those who come later."""

    def __init__(self) -> None:
        """Nobody watches yet."""
        self.watchers: dict[str, set[asyncio.Queue[bytes | None]]] = defaultdict(set)
        self.last: dict[str, bytes] = {}

    def tell(self, payload: str) -> None:
        """Give one event to all who watch its room; the bytes are made once."""
        need = json.loads(payload)["need"]
        event = f"event: room\nid: {json.loads(payload)['seq']}\ndata: {payload}\n\n".encode()
        self.last[need] = event
        for queue in list(self.watchers[need]):
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                self.watchers[need].discard(queue)
                with suppress(asyncio.QueueEmpty):
                    queue.get_nowait()
                queue.put_nowait(None)


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
    queue: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING)
    rooms.watchers[need].add(queue)
    gone = asyncio.create_task(_gone(receive, queue))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"retry: 2000\n\n" + rooms.last.get(need, b""), "more_body": True})
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                event = b": here\n\n"
            if event is None:
                break
            await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        rooms.watchers[need].discard(queue)
        gone.cancel()


async def _gone(receive: Receive, queue: asyncio.Queue[bytes | None]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    with suppress(asyncio.QueueFull):
        queue.put_nowait(None)
