"""What a public source is asked for, and how it is reached: over plain HTTP(S), for three seconds, 64 KiB at most."""

from __future__ import annotations

from datetime import datetime
from http.client import HTTPException
from typing import Any, Protocol
from urllib.request import Request, urlopen

TIMEOUT_SECONDS = 3
LARGEST_ANSWER = 64 * 1024


class NotThere(Exception):
    """The source has no value for that period yet, does not answer, or answers something that is not genuine."""


class Source(Protocol):
    """A public source. `name` stands in the notice and in the seed; a period names one value of it for ever."""

    name: str
    word: str

    def period(self, closes_at: datetime) -> tuple[str, datetime]:
        """The first value that comes after the closing: its period, and until when it is waited for."""

    def ask(self, period: str) -> str:
        """The value of a period.

        Raises:
            NotThere: if it can't be had now.
        """

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """What is wrong with a value, in a few words; "" if it may be taken. `proof` is a signature where the source gives one."""


def fetched(address: str, headers: dict[str, str] | None = None) -> bytes:
    """What stands at an address.

    Raises:
        NotThere: if nothing comes in time.
    """
    try:
        request = Request(address, headers={"User-Agent": "zhongxuan", **(headers or {})})  # noqa: S310
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - the address is from the settings
            return bytes(answer.read(LARGEST_ANSWER))
    except (OSError, HTTPException, ValueError) as fault:
        raise NotThere(f"{type(fault).__name__}: {fault}") from fault
