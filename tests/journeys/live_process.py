"""The real live process on the test's database, a door before it that can be shut, and a bidder's browser in the room."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.conf import settings as site
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from market.models import Person


def a_free_port() -> int:
    """A port of this machine that nobody holds."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def database_url() -> str:
    """The test's database, as psycopg is told of it."""
    said = connection.get_connection_params()
    names = ("dbname", "user", "host", "password", "port")
    return psycopg.conninfo.make_conninfo(**{name: said[name] for name in names if said.get(name)})


@contextmanager
def running(port: int) -> Iterator[None]:
    """The live process, listening on a port."""
    command = [sys.executable, "-m", "uvicorn", "config.live:application", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url()})
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


class Door:
    """Passes connections on to the live process until it is shut; shutting drops those that are open."""

    def __init__(self, behind: int) -> None:
        self.port, self.behind, self.is_open = a_free_port(), behind, True
        self.pairs: list[socket.socket] = []
        self.passing: list[threading.Thread] = []
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                if not self.is_open:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self.behind))
                self.pairs += [near, far]
                for a, b in ((near, far), (far, near)):
                    self.passing.append(threading.Thread(target=self._pass, args=(a, b), daemon=True))
                    self.passing[-1].start()

    def _pass(self, a: socket.socket, b: socket.socket) -> None:
        with suppress(OSError):
            while data := a.recv(65_536):
                b.sendall(data)
        for each in (a, b):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def shut(self) -> None:
        """Nobody comes in, and who is in goes out."""
        self.is_open = False
        for each in self.pairs:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self.passing:
            thread.join(5)
        for each in self.pairs:
            each.close()
        self.pairs.clear()
        self.passing.clear()

    def take_away(self) -> None:
        """Shut it, and listen no more."""
        self.shut()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def open(self) -> None:
        """Let connections pass again."""
        self.is_open = True


def tell_the_pages(settings, port: int) -> None:
    """The site's pages stream from that port."""
    settings.LIVE_URL = f"http://127.0.0.1:{port}/live/"
    settings.SECURE_CSP = {**site.SECURE_CSP, "connect-src": ["'self'", f"http://127.0.0.1:{port}"]}


def a_browser_of(chromium: Browser, base: str, actor, *, script: str = "", **how) -> BrowserContext:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    context = chromium.new_context(**how)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    if script:
        context.add_init_script(script)
    return context
