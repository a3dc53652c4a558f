"""Cosignatures of witnesses (C2SP tlog-cosignature, Ed25519): what is signed, how it is written, how it is checked. No Django here."""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DASH = "\u2014"


def public_of(secret: bytes) -> str:
    """The public key of a 32-byte secret, in hex."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def witness_key_id(name: str, public: str) -> bytes:
    """The four bytes by which a cosignature names its key (cosignature/v1 is algorithm 4)."""
    return hashlib.sha256(f"{name}\n".encode() + b"\x04" + bytes.fromhex(public)).digest()[:4]


def message(text: str, at: int) -> bytes:
    """What a witness signs: the time in seconds and the checkpoint's text with its last line end."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosignature(secret: bytes, name: str, text: str, at: int) -> str:
    """The signature line that a witness adds to a checkpoint."""
    signed = Ed25519PrivateKey.from_private_bytes(secret).sign(message(text, at))
    raw = witness_key_id(name, public_of(secret)) + at.to_bytes(8, "big") + signed
    return f"{DASH} {name} {base64.b64encode(raw).decode()}\n"


def is_cosigned(line: str, text: str, name: str, public: str) -> bool:
    """Whether a line is this witness's cosignature of a checkpoint's text."""
    try:
        dash, signer, told = line.rstrip("\n").split(" ")
        raw = base64.b64decode(told, validate=True)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(raw[12:], message(text, int.from_bytes(raw[4:12], "big")))
    except (ValueError, InvalidSignature):
        return False
    return (dash, signer, raw[:4]) == (DASH, name, witness_key_id(name, public))
