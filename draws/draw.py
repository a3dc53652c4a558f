"""draw/1: an order that nobody chose and anybody derives again. Standard library only; every byte is fixed here."""

from __future__ import annotations

import hashlib
import heapq
import hmac
from collections.abc import Iterable, Iterator, Sequence

NO_BEACON = ("none", "", "")
BLOCK = 64  # bytes that SHA-256 and SM3 take at a time
SHA256 = "sha256"  # the other one is "sm3"


def _prefixed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def entrants_root(entrants: Iterable[str], *, digest: str = SHA256) -> bytes:
    """The hash of the entrants, whatever order they are given in.

    Raises:
        ValueError: if one stands in it twice.
    """
    ids = sorted(entrant.encode() for entrant in entrants)
    if len(set(ids)) != len(ids):
        raise ValueError("an entrant stands in the list twice")
    listed = b"".join(_prefixed(entrant) for entrant in ids)
    return hashlib.new(digest, b"draw/1 entrants\n" + len(ids).to_bytes(8, "big") + listed).digest()


def draw_seed(
    draw: str,
    root: bytes,
    places: int,
    contributions: Sequence[tuple[str, bytes]],
    beacon: tuple[str, str, str] = NO_BEACON,
    *,
    digest: str = SHA256,
) -> bytes:
    """The seed of a draw.

    Args:
        draw: its public name.
        root: `entrants_root` of the frozen list.
        places: how many places are drawn.
        contributions: (party, 32 bytes) of each party, fixed before anyone knew the others'.
        beacon: (source, period, value) of a public source named beforehand.
        digest: `sha256`, or `sm3` where the law asks for national algorithms; one for root, seed and order.
    """
    parts = [b"draw/1 seed\n", _prefixed(draw.encode()), _prefixed(root), places.to_bytes(8, "big")]
    parts.append(len(contributions).to_bytes(4, "big"))
    for party, value in sorted((party.encode(), value) for party, value in contributions):
        parts += [_prefixed(party), _prefixed(value)]
    parts += [_prefixed(part.encode()) for part in beacon]
    return hashlib.new(digest, b"".join(parts)).digest()


def first_places(seed: bytes, entrants: Iterable[str], places: int, *, digest: str = SHA256) -> list[str]:
    """The first places of `drawn_order`, without putting the rest in order."""
    return [entrant for _, entrant in heapq.nsmallest(places, _scored(seed, entrants, digest))]


def drawn_order(seed: bytes, entrants: Iterable[str], *, digest: str = SHA256) -> list[str]:
    """All entrants in the order of their keyed hash: the first places win, the next are the reserves."""
    return [entrant for _, entrant in sorted(_scored(seed, entrants, digest))]


def score_of(seed: bytes, entrant: str, *, digest: str = SHA256) -> bytes:
    """The keyed hash that gives one entrant its place."""
    return hmac.digest(seed, entrant.encode(), digest)


def _scored(seed: bytes, entrants: Iterable[str], digest: str) -> Iterator[tuple[bytes, str]]:
    """Each entrant with its score. HMAC by hand: the two blocks of the key are hashed once and copied for everybody."""
    key = (hashlib.new(digest, seed).digest() if len(seed) > BLOCK else seed).ljust(BLOCK, b"\0")
    inner, outer = (hashlib.new(digest, bytes(byte ^ pad for byte in key)).copy for pad in (0x36, 0x5C))
    for entrant in entrants:
        inside, outside = inner(), outer()
        inside.update(entrant.encode())
        outside.update(inside.digest())
        yield outside.digest(), entrant
