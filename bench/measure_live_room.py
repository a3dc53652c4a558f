"""2,000 watchers on one live process: how long until an event has reached each, beside a bare asyncio broadcast."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from statistics import median, quantiles

import psycopg
from django.db import connection

from bench.row import Row

WATCHERS = 2_000
EVENTS, RUNS = 20, 3


def rows() -> list[Row]:
    """The live process and the yardstick, measured by the same client in the same run."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    said = connection.get_connection_params()
    url = psycopg.conninfo.make_conninfo(
        dbname=said["dbname"], user=said.get("user"), host=said.get("host"), password=said.get("password"), port=said.get("port")
    )
    bare_port, live_port = _free_port(), _free_port()
    bare = subprocess.Popen([sys.executable, "-m", "bench.bare_broadcast", str(bare_port)])
    uvicorn = [sys.executable, "-m", "uvicorn", "config.live:application", "--port", str(live_port), "--log-level", "warning"]
    live = subprocess.Popen([*uvicorn, "--backlog", "4096"], env={**os.environ, "DATABASE_URL": url})
    try:
        _wait_for(bare_port)
        _wait_for(live_port)
        floors, runs = [], []
        for run in range(RUNS):
            need = f"ZX-2026-{run + 1:04d}"
            floors.append(asyncio.run(_measure(need, bare_port, _conductor(bare_port))))
            runs.append(asyncio.run(_measure(need, live_port, _notifier(url))))
    finally:
        for process in (bare, live):
            process.terminate()
            process.wait()
    everybody, arrived = WATCHERS * EVENTS * RUNS, sum(map(len, runs))
    p99, p99_floor = median(map(_p99, runs)), median(map(_p99, floors))
    note = f"p50 {median(map(_p50, runs)):.0f} ms, bare {median(map(_p50, floors)):.0f} ms; medians of {RUNS} runs in turn"
    return [
        Row("live room: events that reached 2,000 watchers", arrived, "events", f"= {everybody}", arrived == everybody),
        Row("live room: event to the 99th of 100 watchers", p99, "ms", "<= 150 ms", p99 <= 150, note=note),
        Row("live room: the same beside a bare broadcast", p99, "ms", "<= 2.00", p99 <= 2 * p99_floor, baseline=p99_floor),
    ]


def _p99(all_ms: list[float]) -> float:
    return quantiles(all_ms, n=100)[98]


def _p50(all_ms: list[float]) -> float:
    return quantiles(all_ms, n=100)[49]


async def _measure(need: str, port: int, tell: Callable[[], Awaitable[Callable[[str], Awaitable[object]]]]) -> list[float]:
    """Connect all, tell each event when the one before has come to everybody, and note when it came to whom."""
    took: list[float] = []
    arrived = asyncio.Event()

    class Watcher(asyncio.Protocol):
        def __init__(self) -> None:
            self.rest = b""

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            transport.write(f"GET /live/{need}/ HTTP/1.1\r\nhost: x\r\n\r\n".encode())  # type: ignore[attr-defined]

        def data_received(self, data: bytes) -> None:
            self.rest += data
            while (start := self.rest.find(b"data: ")) >= 0 and (end := self.rest.find(b"\n", start)) >= 0:
                told = json.loads(self.rest[start + 6 : end])["told"]
                took.append((time.monotonic_ns() - told) / 1e6)
                self.rest = self.rest[end:]
                if len(took) % WATCHERS == 0:
                    arrived.set()

    loop = asyncio.get_running_loop()
    transports = []
    for _ in range(WATCHERS):
        transport, _protocol = await loop.create_connection(Watcher, "127.0.0.1", port)
        transports.append(transport)
    say = await tell()
    await asyncio.sleep(1)  # the last to come are let in
    for seq in range(EVENTS):
        arrived.clear()
        prices = [9_000_000 - 1_000 * n for n in range(8)]
        await say(
            json.dumps({"need": need, "event": "auction.step", "version": seq, "prices": prices, "told": time.monotonic_ns()})
        )
        try:
            await asyncio.wait_for(arrived.wait(), 10)
        except TimeoutError:
            break
    for transport in transports:
        transport.close()
    return took


def _conductor(port: int) -> Callable[[], Awaitable[Callable[[str], Awaitable[object]]]]:
    async def connect() -> Callable[[str], Awaitable[object]]:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"TELL\n")

        async def say(line: str) -> None:
            writer.write(line.encode() + b"\n")
            await writer.drain()

        return say

    return connect


def _notifier(url: str) -> Callable[[], Awaitable[Callable[[str], Awaitable[object]]]]:
    async def connect() -> Callable[[str], Awaitable[object]]:
        session = await psycopg.AsyncConnection.connect(url, autocommit=True)

        async def say(line: str) -> object:
            return await session.execute("SELECT pg_notify('zx_live', %s)", [line])

        return say

    return connect


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nobody listens on {port}")
