"""The record as an outsider reads it: its root, its signature, frozen lists, and what binds an opened bid."""

import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASH = {"SM2-SM3-SM4GCM": "sm3"}


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def root(leaves: list[bytes]) -> bytes:
    """RFC 6962 over leaves that are hashed already."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1", root(leaves[:split]), root(leaves[split:]))


def read(folder) -> list[dict]:
    """The entries, once the platform's signature over their number and root holds."""
    lines = (folder / "entries.jsonl").read_bytes().splitlines()
    trust = json.loads((folder / "trust.json").read_text(encoding="utf-8"))
    text, _, signatures = (folder / "checkpoint").read_text(encoding="utf-8").partition("\n\n")
    own = next(line for line in signatures.splitlines() if line.split(" ")[1] == trust["origin"])
    raw = base64.b64decode(own.split(" ")[2])
    assert raw[:4] == sha(f"{trust['origin']}\n".encode(), b"\1", bytes.fromhex(trust["key"]))[:4]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(trust["key"])).verify(raw[4:], f"{text}\n".encode())
    made = base64.b64encode(root([sha(b"\0", line) for line in lines])).decode()
    assert text.split("\n") == [trust["origin"], str(len(lines)), made]
    return [json.loads(line) for line in lines]


def frozen_root(bids: dict[str, str]) -> str:
    """The root of a frozen list {bidder: bid}."""
    return root([sha(b"\0", f"{who}\n{bid}".encode()) for who, bid in sorted(bids.items())]).hex()


def derived(suite: str, seed: bytes, label: str) -> bytes:
    """32 bytes by HKDF with a salt of zeros (RFC 5869, one block)."""
    digest = HASH.get(suite, "sha256")
    return hmac.digest(hmac.digest(b"\0" * 32, seed, digest), label.encode() + b"\1", digest)


def binds(suite: str, sealed: dict, opened: dict) -> bool:
    """Whether what was opened is what was sealed: r follows from the seed, and with the bid gives the commitment."""
    r = derived(suite, unb64(opened["seed"]), "bid-seal/1 plain")
    made = hashlib.new(HASH.get(suite, "sha256"), b"bid-seal/1 plain" + r + canonical(opened["plain"])).digest()
    return r.hex() == opened["r"] and made == unb64(sealed["pc"])
