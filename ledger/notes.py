"""Signed notes (C2SP signed-note and tlog-checkpoint): three lines of text, an empty line, a signature line."""

from __future__ import annotations

import base64
import hashlib

from ledger import keys

DASH = "\u2014"


def key_id(origin: str, public_key: str) -> bytes:
    """The four bytes by which a note names its key (Ed25519 is algorithm 1)."""
    return hashlib.sha256(f"{origin}\n".encode() + b"\x01" + bytes.fromhex(public_key)).digest()[:4]


def signed_checkpoint(origin: str, size: int, root: bytes) -> str:
    """The note in which the platform binds itself to the first `size` entries."""
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    signature = key_id(origin, keys.public_key()) + bytes.fromhex(keys.sign(text.encode()))
    return f"{text}\n{DASH} {origin} {base64.b64encode(signature).decode()}\n"


def verifier_key(origin: str) -> str:
    """The key in the spelling that other people's tools for signed notes read."""
    public = keys.public_key()
    told = base64.b64encode(b"\x01" + bytes.fromhex(public)).decode()
    return f"{origin}+{key_id(origin, public).hex()}+{told}"
