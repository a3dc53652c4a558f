"""Exports made of events, signed with a key of our own."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ledger.canonical import canonical
from ledger.export import copy_verifier
from ledger.merkle import leaf, root_of

ORIGIN = "market.example/log"
type Event = dict[str, Any]


def public_of(key: Ed25519PrivateKey) -> str:
    """The public key, in hex."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = public_of(KEY)


def signed_note(leaves: list[bytes], key: Ed25519PrivateKey = KEY, origin: str = ORIGIN) -> str:
    """A checkpoint over leaf hashes, signed."""
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    text = f"{origin}\n{len(leaves)}\n{base64.b64encode(root_of(leaves)).decode()}\n"
    signature = hashlib.sha256(origin.encode() + b"\n\x01" + public).digest()[:4] + key.sign(text.encode())
    return f"{text}\n\u2014 {origin} {base64.b64encode(signature).decode()}\n"


def an_export(folder: Path, events: list[Event], *, verifier: bool = True, **trust: Any) -> Path:
    """An export of these events, signed with the operator's key whatever they say; `trust`: more that trust.json says."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [canonical(event) for event in events]
    (folder / "entries.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    (folder / "checkpoint").write_text(signed_note([leaf(line) for line in lines]), encoding="utf-8")
    (folder / "trust.json").write_text(json.dumps({"origin": ORIGIN, "key": PUBLIC, **trust}), encoding="utf-8")
    if verifier:
        copy_verifier(folder)
    return folder
