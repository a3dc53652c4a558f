"""draw/1 whole: root, seed and order of one draw, by each method and either hash. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from draws.draw import NO_BEACON, SHA256, draw_seed, drawn_order, entrants_root, score_of
from draws.rfc3797 import key_string, selected, sources_of
from draws.shuffle import shuffled

SM3 = "sm3"
RFC3797 = "RFC3797"
WORDS = {"R": "方法 R（各算分值）", "F": "方法 F（洗牌）", RFC3797: "RFC 3797（逐个抽出）"}
METHODS = tuple(WORDS)
DIGESTS = (SHA256, SM3)


@dataclass(frozen=True)
class Way:
    """How a seed puts the entrants in order, and by which hash.

    Method R gives each entrant a score of its own, method F shuffles them, RFC 3797 takes one after another out of the pool.
    All are fair, and named beforehand. By RFC 3797 the hash is that of the list's fingerprint; the RFC's own is MD5.
    """

    method: str = "R"
    digest: str = SHA256

    def __post_init__(self) -> None:
        if self.method not in METHODS or self.digest not in DIGESTS:
            raise ValueError(f"draw/1 knows no method {self.method} by {self.digest}")

    @property
    def is_by_rfc_3797(self) -> bool:
        """Whether a key string of whole numbers stands in the place of the seed."""
        return self.method == RFC3797

    @property
    def is_scored(self) -> bool:
        """Whether each entrant has a score of its own that gives its place."""
        return self.method == "R"

    @property
    def word(self) -> str:
        """Its name on pages and papers."""
        return f"{WORDS[self.method]}，{'SM3' if self.digest == SM3 else 'SHA-256'}"

    def score(self, seed: str, entrant: str) -> str:
        """The keyed hash (hex) that gave an entrant its place under a seed; "" where the way gives none."""
        return score_of(bytes.fromhex(seed), entrant, digest=self.digest).hex() if self.is_scored else ""

    def order(self, seed: bytes, ids: Sequence[str]) -> list[str]:
        """Everybody, as the seed puts them in order."""
        if self.is_scored:
            return drawn_order(seed, ids, digest=self.digest)
        return shuffled(seed, ids, len(ids), digest=self.digest)

    def to_json(self) -> dict[str, Any]:
        """As terms, cases and sheets hold it."""
        return {"method": self.method, "digest": self.digest}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any] | None) -> Self:
        """The way that terms, a case or a sheet name; what names none was drawn by method R and SHA-256.

        Raises:
            ValueError: if it is one that draw/1 doesn't know.
        """
        said = raw or {}
        return cls(said.get("method", "R"), said.get("digest", SHA256))


USUAL = Way()


@dataclass(frozen=True)
class Outcome:
    """What came of a draw: the hash of its list, its seed (hex; by RFC 3797 the key string), and everybody in the drawn order."""

    root: bytes
    seed: str
    order: list[str]


def drawn(
    draw: str,
    entrants: Iterable[str],
    contributions: Sequence[tuple[str, str]],
    beacon: tuple[str, str, str] = NO_BEACON,
    *,
    places: int | None = None,
    numbers: Mapping[str, int] | None = None,
    way: Way = USUAL,
) -> Outcome:
    """One draw.

    Args:
        draw: its public name.
        entrants: whoever takes part.
        contributions: (party, hex of 32 bytes).
        beacon: (source, period, value).
        places: how many are drawn; all (of the numbers, where numbers are held) where it is not said.
        numbers: how many numbers each holds, where some hold more than others.
        way: method and hash.

    Raises:
        ValueError: if one stands in the list twice, or RFC 3797 can't take what it is given.
    """
    names = list(entrants)
    ids = list(owners({who: numbers[who] for who in names})) if numbers else names
    root = entrants_root(ids, digest=way.digest)
    given = [(party, bytes.fromhex(value)) for party, value in contributions]
    if way.is_by_rfc_3797:
        if numbers:
            raise ValueError("by RFC 3797 everybody stands in the pool once")
        key = key_string(sources_of(root, given, beacon))
        return Outcome(root, key, selected(key, sorted(ids, key=str.encode), len(ids)) if ids else [])
    seed = draw_seed(draw, root, len(ids) if places is None else places, given, beacon, digest=way.digest)
    order = weighted_order(seed, numbers, way=way) if numbers else way.order(seed, ids)
    return Outcome(root, seed.hex(), order)


def owners(numbers: Mapping[str, int]) -> dict[str, str]:
    """The ids that are drawn where numbers are held, `id#1` to `id#n`, each with its holder."""
    return {f"{holder}#{number}": holder for holder, held in numbers.items() for number in range(1, held + 1)}


def weighted_order(seed: bytes, numbers: Mapping[str, int], *, way: Way = USUAL) -> list[str]:
    """The drawn order where some hold more numbers than others: each stands at the first of its numbers.

    Args:
        seed: `draw_seed` of the draw.
        numbers: how many numbers each holds. Whoever holds none is not in the order.
        way: method and hash.
    """
    owner = owners(numbers)
    return list(dict.fromkeys(owner[drawn] for drawn in way.order(seed, list(owner))))
