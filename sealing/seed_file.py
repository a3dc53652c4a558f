"""The seed file: a bidder's own key to its envelope (seed/2), or to its two, of price and plan (seed/3), under a passphrase.

The browser writes and reads the same (seedfile.js).
"""

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

LOTS = {"seed/2": ("",), "seed/3": ("", "technical")}  # whose seeds lie in the box, 32 bytes each
ROUNDS = 600_000
MOST_ROUNDS = 10_000_000
ZERO_IV = bytes(12)  # the salt is new in every file, and so is the key


def lock_seed(
    seed: str, passphrase: str, *, need: str, bidder: str, seq: int, bid: str, plan: str = "", plan_seed: str = ""
) -> str:
    """The text of a seed file: what a program that seals writes beside the envelopes that it sends.

    Args:
        seed: of the (price's) envelope.
        passphrase: told to nobody.
        need: the need's number.
        bidder: the agency's code.
        seq: the sequence number that stands on the envelopes.
        bid: the hash of the (price's) envelope.
        plan: the hash of the plan's envelope, where there is one.
        plan_seed: the seed of the plan's envelope.
    """
    salt = secrets.token_bytes(16)
    facts: dict[str, Any] = {"v": "seed/3" if plan else "seed/2", "need": need, "bidder": bidder, "seq": seq, "bid": bid}
    facts |= {"plan": plan} if plan else {}
    facts |= {"kdf": "PBKDF2-SHA256", "rounds": ROUNDS, "salt": encode(salt)}
    seeds = decode(seed) + decode(plan_seed)
    box = AESGCM(_key(passphrase, salt, ROUNDS)).encrypt(ZERO_IV, seeds, canonical(facts))
    return canonical({**facts, "box": encode(box)}).decode()


def unlock_seed(content: str, passphrase: str, *, lot: str = "") -> str:
    """The seed in a seed file: of the (price's) envelope, or of the plan's for the lot "technical".

    Raises:
        CannotOpen: for another passphrase, a changed file, a text that is no seed file, or a lot that it holds no seed of.
    """
    try:
        facts = json.loads(content)
        box = decode(facts.pop("box"))
        if facts["v"] not in LOTS or facts["kdf"] != "PBKDF2-SHA256" or facts["rounds"] > MOST_ROUNDS:
            raise CannotOpen
        key = _key(passphrase, decode(facts["salt"]), facts["rounds"])
        seeds = AESGCM(key).decrypt(ZERO_IV, box, canonical(facts))
        place = 32 * LOTS[facts["v"]].index(lot)
        return encode(seeds[place : place + 32])
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag) as wrong:
        raise CannotOpen from wrong


def _key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, rounds).derive(unicodedata.normalize("NFKC", passphrase).encode())
