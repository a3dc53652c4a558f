"""The platform's own secrets: files under settings.KEYS_DIR that only the server's user can read."""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

LOG_KEY = "log.ed25519"


class KeyFileUnsafe(Exception):
    """A key file that others can read, or that is not 32 bytes long: nothing is signed with it."""


def secret(name: str) -> bytes:
    """The 32 bytes in the file of that name; made at first use, mode 0600, whole or not at all."""
    return _read(str(settings.KEYS_DIR), name)


@cache
def _read(folder: str, name: str) -> bytes:
    path = Path(folder) / name
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise KeyFileUnsafe(f"{name}: others can read it; its mode must be 0600")
    raw = path.read_bytes()
    if len(raw) != 32:
        raise KeyFileUnsafe(f"{name}: {len(raw)} bytes where 32 are expected")
    return raw


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if another process was first: its key then stands
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def _pair(raw: bytes) -> tuple[Ed25519PrivateKey, str]:
    key = Ed25519PrivateKey.from_private_bytes(raw)
    return key, key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(message: bytes) -> str:
    """The platform's Ed25519 signature, in hex."""
    return _pair(secret(LOG_KEY))[0].sign(message).hex()


def public_key() -> str:
    """The platform's public key, 32 bytes in hex: in every export, on /record/, in the first entry."""
    return _pair(secret(LOG_KEY))[1]


def is_genuine(message: bytes, signature: str) -> bool:
    """Whether the platform signed this."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key())).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
