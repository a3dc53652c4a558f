"""RFC 3797: a selection by public numbers named beforehand (lottery results, an index). For draws that must follow that RFC.

Its hash is MD5, its seeds only as good as the sources; methods R and F are this project's own ways. Standard library only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from math import comb

MOST = 2**16
# What of a public source's value is a number. A notary's words are none.
NUMBERS: dict[str, Callable[[str], list[list[int]]]] = {
    "none": lambda value: [],
    "drand-quicknet": lambda value: [[int(value, 16)]],
    "sh000001": lambda value: [[int(value.replace(".", ""))]],  # hundredths of a point
    "ssq": lambda value: [[int(ball) for ball in balls.split(",")] for balls in value.partition(":")[2].split("+")],
}


def sources_of(root: bytes, contributions: Iterable[tuple[str, bytes]], beacon: tuple[str, str, str]) -> list[list[int]]:
    """The sources of a draw of this site: the list's fingerprint, what each party put in, by party, and the numbers of the beacon.

    Bytes are one whole number each, the first byte the highest.

    Raises:
        ValueError: if the beacon gives no whole numbers.
    """
    source, _, value = beacon
    if source not in NUMBERS:
        raise ValueError(f"RFC 3797 takes whole numbers, {source} gives none")
    given = sorted((party.encode(), put_in) for party, put_in in contributions)
    return [[int.from_bytes(each)] for each in (root, *(put_in for _, put_in in given))] + NUMBERS[source](value)


def key_string(sources: Iterable[Sequence[int]]) -> str:
    """The canonical string of the sources: each source's numbers rising, a full stop after each number, "/" after each source.

    Raises:
        ValueError: if a source gives no number or one below zero.
    """
    key = ""
    for numbers in sources:
        if not numbers or min(numbers) < 0:
            raise ValueError("a source gives whole numbers from zero up")
        key += "".join(f"{number}." for number in sorted(numbers)) + "/"
    return key


def digest(key: str, turn: int) -> bytes:
    """The hash of one turn, counted from zero: the key between the two bytes of the turn."""
    counter = turn.to_bytes(2, "big")
    return hashlib.md5(counter + key.encode("ascii") + counter, usedforsecurity=False).digest()


def selected(key: str, pool: Sequence[str], places: int) -> list[str]:
    """The first places of a pool in its published order. What is taken leaves the pool, the rest keep their order.

    Raises:
        ValueError: if the pool is smaller than the places, too large, or names somebody twice.
    """
    if not 0 < places <= len(pool) or len(pool) > MOST:
        raise ValueError("the pool holds at least as many as are selected, and at most 65,536")
    if len(set(pool)) != len(pool):
        raise ValueError("somebody stands in the pool twice")
    left = list(pool)
    return [left.pop(int.from_bytes(digest(key, turn), "big") % len(left)) for turn in range(places)]


def bits_needed(pool: int, places: int) -> int:
    """How many bits of entropy the sources must bring so that every selection can come out (section 3.3)."""
    return (comb(pool, places) - 1).bit_length()
