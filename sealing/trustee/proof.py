"""What a trustee is shown, and how it checks it: a checkpoint that the operator signed, and entries that lie under it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger import merkle

ID_AND_SIGNATURE = 4 + 64


class NotProven(Exception):
    """What is shown does not prove what it says: the message says what is wrong."""


@dataclass(frozen=True)
class Checkpoint:
    """A size and root that the operator has signed."""

    size: int
    root: bytes


def read_checkpoint(note: str, operator: str) -> Checkpoint:
    """The checkpoint of a signed note (C2SP), if the operator's key (32 bytes in hex) signed it.

    Raises:
        NotProven: for anything else.
    """
    try:
        text, _, signatures = note.partition("\n\n")
        _, size, root = text.split("\n")
        raw = base64.b64decode(signatures.splitlines()[0].rsplit(" ", 1)[1], validate=True)
        if len(raw) != ID_AND_SIGNATURE:
            raise NotProven("the checkpoint's signature has another length")
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(operator)).verify(raw[4:], f"{text}\n".encode())
        return Checkpoint(int(size), base64.b64decode(root, validate=True))
    except (ValueError, IndexError, AttributeError, InvalidSignature) as wrong:
        raise NotProven("the checkpoint is not signed by the operator") from wrong


def read_entry(shown: Any, event: str, need: str, under: Checkpoint) -> dict[str, Any]:
    """The body of an entry {"body", "idx", "proof"} of that event and need, if it lies under the checkpoint.

    Raises:
        NotProven: for anything else.
    """
    try:
        path = [bytes.fromhex(step) for step in shown["proof"]]
        leaf = merkle.leaf(shown["body"].encode())
        if not merkle.is_included(leaf, int(shown["idx"]), under.size, path, under.root):
            raise NotProven(f"the proof does not lead from {event} to the checkpoint")
        body = json.loads(shown["body"])
        if (body["type"], body["need"]) != (event, need):
            raise NotProven(f"the entry is not {event} of {need}")
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise NotProven(f"{event} is not shown as an entry with its proof") from wrong
    return dict(body)
