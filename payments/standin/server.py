"""The stand-in over HTTP, for a client in another process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

from payments.standin.machine import Machine

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def application(machine: Machine, *, after: Callable[[], None] = lambda: None) -> Callable[..., Iterable[bytes]]:
    """A WSGI application. `after` runs when an answer was made (the server delivers the messages there)."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        text = environ["wsgi.input"].read(length).decode() if length else environ.get("QUERY_STRING", "")
        params = dict(parse_qsl(text, keep_blank_values=True))
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        status, body = machine.answer(environ["REQUEST_METHOD"], environ["PATH_INFO"], params, key=key)
        start_response(f"{status} -", [("Content-Type", "application/json"), ("Request-Id", "req_standin")])
        after()
        return [json.dumps(body).encode()]

    return answer
