"""draw/1, method F: a partial Fisher–Yates shuffle, for draws of few places among very many. Standard library only.

The words are eight bytes each, big-endian, of HMAC(seed, counter in eight bytes), four to a block; a word at or above the
largest multiple of the number still to choose from is passed over, so that no place is likelier than another.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator

WORD = 8
ALL_WORDS = 2 ** (8 * WORD)


def words_of(seed: bytes, *, digest: str = "sha256") -> Iterator[int]:
    """The endless row of words that a seed gives."""
    counter = 0
    while True:
        block = hmac.digest(seed, counter.to_bytes(8, "big"), digest)
        for at in range(0, len(block), WORD):
            yield int.from_bytes(block[at : at + WORD], "big")
        counter += 1


def chosen_below(words: Iterator[int], many: int) -> int:
    """The next number below `many`, each as likely as the others."""
    limit = ALL_WORDS // many * many
    return next(word for word in words if word < limit) % many


def shuffled(seed: bytes, entrants: Iterable[str], places: int, *, digest: str = "sha256") -> list[str]:
    """The first places of a shuffle of the entrants, who are taken in bytewise order whatever order they come in.

    Raises:
        ValueError: if one stands in the list twice, or there are fewer than places.
    """
    left = sorted(entrants, key=str.encode)
    if len(set(left)) != len(left):
        raise ValueError("an entrant stands in the list twice")
    if not 0 <= places <= len(left):
        raise ValueError("more places than entrants")
    words = words_of(seed, digest=digest)
    for place in range(places):
        at = place + chosen_below(words, len(left) - place)
        left[place], left[at] = left[at], left[place]
    return left[:places]
