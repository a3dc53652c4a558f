"""What quality and price is decided on: criteria, weights, every locked score, the opened prices."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from bidding.methods.offers import fallen_in, way_to_json
from bidding.methods.sealed_price import Offer
from draws.draw import NO_BEACON
from draws.ways import USUAL, Way

VERSION = "quality_and_price/1"
_BOUNDS = ("ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")


@dataclass(frozen=True)
class Criterion:
    """One thing that plans are judged by. `points` are whole points of the hundred, as the notice says."""

    key: str
    name: str
    points: int


@dataclass(frozen=True)
class Score:
    """What one expert (a pseudonymous id) gave one plan on one criterion, in hundredths of a point, and why."""

    expert: str
    bidder: str
    criterion: str
    centi: int
    reason: str = ""


@dataclass(frozen=True)
class Case:
    """A need's bounds (None: no such bound), how it scores, who scored, each score, and every opened price.

    `experts` are those whose locked scores count, `quorum` the fewest that may decide. `contributions` (party, hex) are
    those of others than the bidders, `beacon` a public source named beforehand: both only matter when a tie is drawn.
    `fallen`: whoever was struck since the first decision.
    """

    need: str
    mode: Literal["amount", "discount"]
    ceiling_fen: int | None
    floor_fen: int | None
    floor_rate_bp: int | None
    ceiling_rate_bp: int | None
    list_root: str
    criteria: tuple[Criterion, ...]
    price_points: int
    experts: tuple[str, ...]
    quorum: int
    scores: tuple[Score, ...]
    offers: tuple[Offer, ...]
    contributions: tuple[tuple[str, str], ...] = ()
    beacon: tuple[str, str, str] = NO_BEACON
    way: Way = USUAL
    fallen: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The case as the record holds it."""
        return {
            "v": VERSION,
            "need": self.need,
            "mode": self.mode,
            **{name: getattr(self, name) for name in _BOUNDS},
            "list_root": self.list_root,
            "criteria": [asdict(criterion) for criterion in self.criteria],
            "price_points": self.price_points,
            "experts": list(self.experts),
            "quorum": self.quorum,
            "scores": [asdict(score) for score in self.scores],
            "offers": [{**asdict(offer), "struck": list(offer.struck)} for offer in self.offers],
            "contributions": [list(given) for given in self.contributions],
            "beacon": list(self.beacon),
            **way_to_json(self.way),
        }

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Case:
        """The case that a record holds.

        Raises:
            ValueError: if it is of another version, or a number in it is not whole.
        """
        if raw["v"] != VERSION or raw["mode"] not in ("amount", "discount"):
            raise ValueError(f"not a case of {VERSION}")
        source, period, value = raw["beacon"]
        return Case(
            need=raw["need"],
            mode=raw["mode"],
            **{name: _whole_or_none(raw[name], name) for name in _BOUNDS},
            list_root=raw["list_root"],
            criteria=tuple(Criterion(c["key"], c["name"], _whole(c["points"], "points")) for c in raw["criteria"]),
            price_points=_whole(raw["price_points"], "price_points"),
            experts=tuple(raw["experts"]),
            quorum=_whole(raw["quorum"], "quorum"),
            scores=tuple(
                Score(s["expert"], s["bidder"], s["criterion"], _whole(s["centi"], "centi"), s["reason"]) for s in raw["scores"]
            ),
            offers=tuple(_offer(o) for o in raw["offers"]),
            contributions=tuple((party, given) for party, given in raw["contributions"]),
            beacon=(source, period, value),
            way=Way.from_json(raw.get("way")),
            fallen=fallen_in(raw),
        )


def _offer(raw: dict[str, Any]) -> Offer:
    numbers = {name: _whole_or_none(raw[name], name) for name in ("amount_fen", "rate_bp", "score_centi")}
    return Offer(bidder=raw["bidder"], bid=raw["bid"], r=raw["r"], struck=tuple(raw["struck"]), **numbers)


def _whole_or_none(value: Any, what: str) -> int | None:
    return None if value is None else _whole(value, what)


def _whole(value: Any, what: str) -> int:
    if type(value) is not int:
        raise ValueError(f"{what} is a whole number, not {value!r}")
    return value
