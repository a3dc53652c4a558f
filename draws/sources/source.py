"""What a public source is asked for, and how it is reached: over plain HTTP(S), for three seconds, 64 KiB at most."""

from __future__ import annotations

from datetime import datetime
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

TIMEOUT_SECONDS = 3
LARGEST_ANSWER = 64 * 1024


SILENT, EARLY, MALFORMED = "silent", "early", "malformed"


class NotThere(Exception):
    """No value can be had now. `outcome`: SILENT (no answer, or a refusal), EARLY (of this period nothing stands yet) or
    MALFORMED (an answer in another form than the source's). Whichever it is, the source is asked again until its time is over."""

    def __init__(self, outcome: str, because: str):
        super().__init__(f"{outcome}: {because}")
        self.outcome = outcome


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
    except HTTPError as refusal:
        with refusal:
            raise NotThere(SILENT, f"refused: {refusal.code}") from refusal
    except (OSError, HTTPException, ValueError) as fault:
        raise NotThere(SILENT, f"{type(fault).__name__}: {fault}") from fault
