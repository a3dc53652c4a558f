"""The way of the real `stripe` library to a stand-in in the same process: an HTTP client without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

from payments.standin.machine import Machine


def _cut(when: str) -> Exception:
    error: Exception = stripe.APIConnectionError(f"the line was cut {when} the call", should_retry=False)  # type: ignore[no-untyped-call]
    return error


class InProcess(stripe.HTTPClient):
    """Hands each request of the library to the machine. `faults` lets tests cut the line before or after the effect."""

    name = "standin"

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine
        self.faults: list[str] = []
        self.requests: list[tuple[str, str, dict[str, str]]] = []

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[str, int, dict[str, str]]:
        """One request and its answer.

        Raises:
            stripe.APIConnectionError: when a test has cut the line.
        """
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "before":
            raise _cut("before")
        params = dict(parse_qsl(post_data or urlsplit(url).query, keep_blank_values=True))
        key = (headers or {}).get("Idempotency-Key", "")
        path = urlsplit(url).path
        self.requests.append((method.upper(), path, params))
        status, body = self._machine.answer(method.upper(), path, params, key=key)
        if fault == "after":
            raise _cut("after")
        return json.dumps(body), status, {"Request-Id": "req_standin"}

    def close(self) -> None:
        """Nothing to close."""
