"""draw/1 whole: root, seed and order of one draw, by either method and either hash. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from draws.draw import NO_BEACON, SHA256, draw_seed, drawn_order, entrants_root
from draws.shuffle import shuffled

SM3 = "sm3"
METHODS = ("R", "F")
DIGESTS = (SHA256, SM3)


@dataclass(frozen=True)
class Way:
    """How a seed puts the entrants in order, and by which hash.

    Method R gives each entrant a score of its own, method F shuffles them; both are fair, both are named beforehand.
    """

    method: str = "R"
    digest: str = SHA256

    def __post_init__(self) -> None:
        if self.method not in METHODS or self.digest not in DIGESTS:
            raise ValueError(f"draw/1 knows no method {self.method} by {self.digest}")

    @property
    def is_scored(self) -> bool:
        """Whether each entrant has a score of its own that gives its place."""
        return self.method == "R"

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
    """What came of a draw: the hash of its list, its seed, and everybody in the drawn order."""

    root: bytes
    seed: bytes
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
        ValueError: if one stands in the list twice.
    """
    names = list(entrants)
    ids = list(owners({who: numbers[who] for who in names})) if numbers else names
    root = entrants_root(ids, digest=way.digest)
    given = [(party, bytes.fromhex(value)) for party, value in contributions]
    seed = draw_seed(draw, root, len(ids) if places is None else places, given, beacon, digest=way.digest)
    order = weighted_order(seed, numbers, way=way) if numbers else way.order(seed, ids)
    return Outcome(root, seed, order)


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
