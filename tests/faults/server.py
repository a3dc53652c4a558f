"""A PostgreSQL of a test's own, with fsync and synchronous commits on: it may be killed, filled up and read byte by byte."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.db import connections

from bench.durable import BINARIES, run

OWNER = "postgres" if os.geteuid() == 0 else None  # PostgreSQL never runs as root
DATABASE = "zx"


class Server:
    """A server in a folder; `data` is its data directory, `log` what it writes."""

    def __init__(self, folder: Path, data: Path, segment: int) -> None:
        self.folder, self.data, self.log = folder, data, folder / "postgres.log"
        self._told = f"-c listen_addresses='' -k {folder} -c max_connections=60 -c shared_buffers=32MB"
        self._told += f" -c min_wal_size={2 * segment >> 20}MB"
        sizes = ("--wal-segsize", str(segment >> 20))  # in MB
        run("initdb", "-D", str(data), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", *sizes, user=OWNER)

    @property
    def url(self) -> str:
        return f"postgresql://postgres:@/{DATABASE}?host={self.folder}"

    def start(self, *, tries: int = 20) -> None:
        """Start it, and recover what a kill has left; a child of the dead server may still hold its memory for a moment."""
        for last in range(tries):
            try:
                run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(self.log), "-o", self._told, "start", user=OWNER)
            except RuntimeError:
                if last + 1 == tries:
                    raise
                time.sleep(0.2)
            else:
                return

    def start_again(self) -> None:
        """As an operator does who has made room: whether it still runs or has given up."""
        self.stop()
        self.start()

    def stop(self) -> None:
        stop = [str(BINARIES / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "stop"]
        subprocess.run(stop, capture_output=True, user=OWNER, check=False)

    def pids(self) -> list[int]:
        """The postmaster and all its children."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=False)
        return [first, *map(int, told.stdout.split())]

    def kill_9(self) -> None:
        """The whole server at once, as when the power goes, but for what the kernel has already taken."""
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def connect(self, **words: object) -> psycopg.Connection:
        return psycopg.connect(self.url, **words)  # type: ignore[arg-type]

    def fill(self) -> None:
        """The product's tables, as the migrations have made them in the run's test database."""
        at = connections["default"].settings_dict
        run("createdb", "-h", str(self.folder), "-U", "postgres", DATABASE)
        dump = self.folder / "empty.sql"
        where = [
            word for option, name in (("-h", "HOST"), ("-p", "PORT"), ("-U", "USER")) if at[name] for word in (option, at[name])
        ]
        dump.write_text(run("pg_dump", *where, at["NAME"]), encoding="utf-8")
        run("psql", "-q", "-h", str(self.folder), "-U", "postgres", "-d", DATABASE, "-f", str(dump))
        dump.unlink()


@contextmanager
def a_server(*, data: Path | None = None, segment: int = 16 * 2**20) -> Iterator[Server]:
    """A server that is up and filled; `data` puts its data elsewhere. Thrown away at the end."""
    with TemporaryDirectory(prefix="zxf", dir="/var/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for each in (folder, *([data] if data else [])):
            if OWNER:
                shutil.chown(each, OWNER)
        server = Server(folder, (data or folder) / "data", segment)
        server.start()
        try:
            server.fill()
            yield server
        finally:
            server.stop()


@contextmanager
def django_on(server: Server) -> Iterator[None]:
    """Let this process's Django talk to that server."""
    kept = connections["default"].settings_dict
    was = {name: kept[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    connections.close_all()
    kept |= {"NAME": DATABASE, "HOST": str(server.folder), "PORT": "", "USER": "postgres", "PASSWORD": ""}
    try:
        yield
    finally:
        connections.close_all()
        kept |= was
