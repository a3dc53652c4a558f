"""Taking in sealed bids over HTTP, against a bare view that inserts one row, on the same server in the same run."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import batched
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from bench.row import Row
from bidding.models import Bid
from kernel.actors import Actor
from market.middleware import SEEN, STAMP
from market.models import Person
from tests.makers import bids
from tests.makers.bidding import an_open_need

WARM, ROUNDS = 40, 4
BIDDERS = WARM + 40 * ROUNDS
THREADS = 8
TARGET = 0.5
TOKEN = "b" * 32


def rows() -> Iterable[Row]:
    """The one promise."""
    need = an_open_need()
    agencies = [bids.a_bidder(f"示例机构{n}") for n in range(BIDDERS)]
    envelopes = [json.dumps(bids.an_envelope(need, agency, 80_000)) for agency in agencies]
    cookies = [signed_in(agency) for agency in agencies]
    posts = list(zip(cookies, envelopes, strict=True))
    bid = f"/needs/{need.number}/bid/"
    with a_server() as port:
        seconds(port, "/bench/bare/", posts, 200)
        seconds(port, bid, posts[:WARM], 302)
        spent_bare = spent_bids = 0.0
        for share in batched(posts[WARM:], (BIDDERS - WARM) // ROUNDS):  # by turns: others on the machine slow both alike
            spent_bare += seconds(port, "/bench/bare/", list(share), 200)
            spent_bids += seconds(port, bid, list(share), 302)
    bare, taken = (BIDDERS - WARM) / spent_bare, (BIDDERS - WARM) / spent_bids
    assert Bid.objects.filter(need=need, state="sealed").count() == BIDDERS
    yield Row(
        "sealed bids taken in over HTTP",
        taken,
        "per second",
        f"≥ {TARGET}",
        taken / bare >= TARGET,
        bare,
        "baseline: a signed-in view that inserts one row",
    )


def signed_in(agency: Actor) -> str:
    """The cookies of somebody who acts for the agency."""
    person = Person.objects.get(pk=agency.person_id)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SEEN] = STAMP.sign("seen")  # as after the page with the form: neither view writes the session
    session.save()
    return f"sessionid={session.session_key}; csrftoken={TOKEN}"


@contextmanager
def a_server() -> Iterator[int]:
    """gunicorn as in deploy/, on this run's database."""
    at = connection.get_connection_params()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"postgresql://{at.get('user', '')}:{at.get('password', '')}@/{at['dbname']}?host={at.get('host', '')}"
    environment = {**os.environ, "DATABASE_URL": url, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", "--log-level", "error", "config.wsgi"]
    process = subprocess.Popen(command, env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port: int) -> None:
    """Until the server answers."""
    deadline = monotonic() + 60
    while monotonic() < deadline:
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/healthz")
            if asked.getresponse().status == 200:
                return
        except OSError:
            sleep(0.2)
    raise TimeoutError("the server did not start")


def seconds(port: int, path: str, posts: list[tuple[str, str]], wanted: int) -> float:
    """How long these posts take THREADS clients, each with its own kept connection."""

    def send(share: tuple[tuple[str, str], ...]) -> None:
        client = HTTPConnection("127.0.0.1", port, timeout=30)
        for cookies, envelope in share:
            body = urlencode({"envelope": envelope, "csrfmiddlewaretoken": TOKEN})
            client.request("POST", path, body, {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"})
            response = client.getresponse()
            response.read()
            assert response.status == wanted, f"{path}: {response.status}"

    shares = list(batched(posts, -(-len(posts) // THREADS)))
    start = perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(send, shares))
    return perf_counter() - start
