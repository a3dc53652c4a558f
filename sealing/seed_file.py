"""The seed file (seed/2): a bidder's own key to its envelope, under a passphrase. The browser writes and reads the same (seedfile.js)."""

from __future__ import annotations

import json
import secrets
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from ledger.canonical import canonical
from sealing.suites import CannotOpen, decode, encode

ROUNDS = 600_000
MOST_ROUNDS = 10_000_000
ZERO_IV = bytes(12)  # the salt is new in every file, and so is the key


def lock_seed(seed: str, passphrase: str, *, need: str, bidder: str, seq: int, bid: str) -> str:
    """The text of a seed file: what a program that seals writes beside the envelope that it sends."""
    salt = secrets.token_bytes(16)
    facts: dict[str, Any] = {"v": "seed/2", "need": need, "bidder": bidder, "seq": seq, "bid": bid}
    facts |= {"kdf": "PBKDF2-SHA256", "rounds": ROUNDS, "salt": encode(salt)}
    box = AESGCM(_key(passphrase, salt, ROUNDS)).encrypt(ZERO_IV, decode(seed), canonical(facts))
    return canonical({**facts, "box": encode(box)}).decode()


def unlock_seed(content: str, passphrase: str) -> str:
    """The seed in a seed file.

    Raises:
        CannotOpen: for another passphrase, a changed file, or a text that is no seed file.
    """
    try:
        facts = json.loads(content)
        box = decode(facts.pop("box"))
        if (facts["v"], facts["kdf"]) != ("seed/2", "PBKDF2-SHA256") or facts["rounds"] > MOST_ROUNDS:
            raise CannotOpen
        key = _key(passphrase, decode(facts["salt"]), facts["rounds"])
        return encode(AESGCM(key).decrypt(ZERO_IV, box, canonical(facts)))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag) as wrong:
        raise CannotOpen from wrong


def _key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, rounds).derive(unicodedata.normalize("NFKC", passphrase).encode())
