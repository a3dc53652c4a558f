"""The tree of the record (RFC 6962, RFC 9162) and its proofs. Plain functions on bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence


def _hash(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def leaf(body: bytes) -> bytes:
    """The hash of an entry."""
    return _hash(b"\0" + body)


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return _hash(b"\1" + left + right)


def push(compact: list[bytes], size: int, new: bytes) -> None:
    """Add the leaf number `size` to a compact range (one hash for each bit of the size), in place."""
    while size & 1:
        new = node(compact.pop(), new)
        size >>= 1
    compact.append(new)


def root(compact: Sequence[bytes]) -> bytes:
    """The root of a compact range."""
    if not compact:
        return _hash(b"")
    whole = compact[-1]
    for left in reversed(compact[:-1]):
        whole = node(left, whole)
    return whole


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    compact: list[bytes] = []
    for size, each in enumerate(leaves):
        push(compact, size, each)
    return root(compact)


def frozen_list_root(bids: Iterable[tuple[str, str]]) -> str:
    """The root over a need's bids at closing, (bidder's code, envelope hash), in order of the code; in hex."""
    return root_of(leaf(f"{bidder}\n{bid}".encode()) for bidder, bid in sorted(bids)).hex()
