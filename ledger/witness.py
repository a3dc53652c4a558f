"""A witness of the record: `python -m ledger.witness --site URL --log KEY --name NAME --folder DIR`. It needs no database and no site.

It fetches the signed checkpoint and the proof that the record has only grown since it last looked, remembers what it saw, and
cosigns. It refuses a record that has shrunk, forked, or is signed by another key: then it says so and signs nothing.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger import cosigning, merkle

type Fetch = Callable[[str], str]


class Refused(Exception):
    """The witness does not sign: what it was shown does not continue what it saw."""


@dataclass(frozen=True)
class Seen:
    """A checkpoint: its text, size and root."""

    text: str
    size: int
    root: bytes


def read_checkpoint(note: str, log_key: str) -> Seen:
    """A checkpoint that the log's key has signed.

    Raises:
        Refused: if it is none.
    """
    try:
        body, _, lines = note.partition("\n\n")
        origin, size, root = body.split("\n")
        signed = next(line.split(" ")[2] for line in lines.splitlines() if line.split(" ")[1] == origin)
        text = body + "\n"
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(log_key)).verify(base64.b64decode(signed)[4:], text.encode())
        return Seen(text, int(size), base64.b64decode(root))
    except (ValueError, IndexError, StopIteration, InvalidSignature) as fault:
        raise Refused("this is no checkpoint that the log's key has signed") from fault


def check_growth(last: Seen | None, new: Seen, fetch: Fetch) -> None:
    """Ask for the proof that the new record begins with the last one.

    Raises:
        Refused: if it has another name, is shorter, or is another record.
    """
    if last is None:
        return
    if last.text.split("\n")[0] != new.text.split("\n")[0]:
        raise Refused("this is another log")
    if new.size < last.size:
        raise Refused(f"the record has {new.size} entries, it had {last.size}: a rollback")
    proof = json.loads(fetch(f"record/consistency/{last.size}/{new.size}.json"))["proof"] if new.size > last.size else []
    if not merkle.is_consistent(last.size, new.size, [bytes.fromhex(step) for step in proof], last.root, new.root):
        raise Refused(f"the record of {new.size} entries does not begin with the {last.size} that were there: a fork")


def secret_of(folder: Path) -> bytes:
    """The witness's own key, made at first use, mode 0600."""
    path = folder / "witness.ed25519"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()


def look(folder: Path, name: str, log_key: str, fetch: Fetch, *, at: int) -> tuple[str, str]:
    """Look once: returns the checkpoint's text and this witness's signature line under it.

    Raises:
        Refused: and remembers what it saw before.
    """
    memory = folder / "last"
    last = read_checkpoint(memory.read_text(encoding="utf-8"), log_key) if memory.exists() else None
    note = fetch("record/checkpoint")
    new = read_checkpoint(note, log_key)
    check_growth(last, new, fetch)
    line = cosigning.cosignature(secret_of(folder), name, new.text, at)
    draft = folder / "last.new"  # remembered before it is given out, whole or not at all
    with draft.open("w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(memory)
    return new.text, line


def main(arguments: list[str]) -> int:
    """Look once and hand the cosignature to the site; a scheduler repeats it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, told in (("site", "https://…/"), ("log", "the log's public key, hex"), ("name", "this witness's name")):
        parser.add_argument(f"--{name}", required=True, help=told)
    parser.add_argument("--folder", required=True, type=Path, help="its key and what it saw last")
    options = parser.parse_args(arguments)
    site = options.site.rstrip("/") + "/"
    if not site.startswith(("https://", "http://")):
        parser.error("--site is a web address")

    def fetch(path: str) -> str:
        with urlopen(site + path, timeout=20) as answer:  # noqa: S310
            return str(answer.read().decode())

    try:
        text, line = look(options.folder, options.name, options.log, fetch, at=int(time.time()))
    except Refused as refused:
        sys.stderr.write(f"not cosigned: {refused}\n")
        return 1
    handing = Request(f"{site}record/cosignatures/", data=f"{text}\n{line}".encode(), method="POST")  # noqa: S310
    with urlopen(handing, timeout=20):  # noqa: S310
        sys.stdout.write(f"{cosigning.public_of(secret_of(options.folder))} {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
