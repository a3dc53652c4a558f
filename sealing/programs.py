"""The programs that bidders run to seal, as they are served: their bytes, and the hash by which anybody knows them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sealing.suites import DEFAULT

FOLDER = Path(__file__).parent / "static" / "sealing"
OFFLINE, SCRIPT, EVERY_SUITE = "offline.html", "seal.js", "seal-suites.js"
PROGRAMS = (OFFLINE, SCRIPT, EVERY_SUITE)


def script_for(suite: str) -> str:
    """The script with which a page seals under a suite; the default one needs less."""
    return SCRIPT if suite == DEFAULT.name else EVERY_SUITE


@cache
def program(name: str) -> bytes:
    """The bytes of a program; they change with a release, never while the site runs."""
    return (FOLDER / name).read_bytes()


def digest_of(name: str) -> str:
    """SHA-256 of a program, in hex."""
    return hashlib.sha256(program(name)).hexdigest()
