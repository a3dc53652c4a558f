"""What a method decides: the place of each valid bid with its reason, the struck bids, and each draw among equals."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


def level_at(draw: str) -> int:
    """The place that equals shared: the name of their draw ends with it."""
    return int(draw.rpartition("/tie-")[2])


@dataclass(frozen=True)
class Ranked:
    """One place in the order. `amount_fen` is what a contract would say; in discount mode it follows from the rate."""

    place: int
    bidder: str
    bid: str
    amount_fen: int
    rate_bp: int | None
    score_centi: int | None
    reason: str


@dataclass(frozen=True)
class Struck:
    """A bid without a place, and why."""

    bidder: str
    bid: str
    amount_fen: int | None
    rate_bp: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Draw:
    """A draw among equals: its name, who was in it, its seed (hex) and the order that came of it."""

    draw: str
    entrants: tuple[str, ...]
    seed: str
    order: tuple[str, ...]

    @property
    def level_at(self) -> int:
        """The place that its entrants shared."""
        return level_at(self.draw)


@dataclass(frozen=True)
class Decision:
    """The whole outcome. `low` names the bidders whose price is abnormally low (below half of the valid mean).

    `numbers`: every further number that the method used, empty where the places say it all.
    """

    ranking: tuple[Ranked, ...]
    struck: tuple[Struck, ...]
    draws: tuple[Draw, ...]
    low: tuple[str, ...]
    numbers: dict[str, Any] = field(default_factory=dict, kw_only=True)

    @property
    def winner(self) -> Ranked | None:
        """Who comes first, if anybody is valid."""
        return self.ranking[0] if self.ranking else None

    def to_json(self) -> dict[str, Any]:
        """The decision as the record holds it."""
        return {
            "ranking": [asdict(r) for r in self.ranking],
            "struck": [{**asdict(s), "reasons": list(s.reasons)} for s in self.struck],
            "draws": [{**asdict(d), "entrants": list(d.entrants), "order": list(d.order)} for d in self.draws],
            "low": list(self.low),
            **({"numbers": self.numbers} if self.numbers else {}),
        }
