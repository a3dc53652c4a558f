"""What sealed price is decided on: public facts only, so that anybody can decide it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

VERSION = "sealed_price/1"
FULL_RATE_BP = 10_000


def _whole(value: Any, what: str) -> int | None:
    if value is not None and type(value) is not int:
        raise ValueError(f"{what} is a whole number, not {value!r}")
    return value


@dataclass(frozen=True)
class Offer:
    """One opened bid. `bid` is its envelope's hash, `r` the hex of the 32 bytes revealed with it, `struck` why it can't count."""

    bidder: str
    bid: str
    amount_fen: int | None
    rate_bp: int | None
    score_centi: int | None
    r: str
    struck: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A need's bounds (None: no such bound), the root of its frozen list of bids, and every opened bid."""

    version: ClassVar[str] = VERSION
    need: str
    mode: Literal["amount", "discount", "fixed"]
    ceiling_fen: int | None
    floor_fen: int | None
    floor_rate_bp: int | None
    ceiling_rate_bp: int | None
    list_root: str
    offers: tuple[Offer, ...]

    def to_json(self) -> dict[str, Any]:
        """The case as the record holds it."""
        offers = [
            {
                "bidder": o.bidder,
                "bid": o.bid,
                "amount_fen": o.amount_fen,
                "rate_bp": o.rate_bp,
                "score_centi": o.score_centi,
                "r": o.r,
                "struck": list(o.struck),
            }
            for o in self.offers
        ]
        return {
            "v": self.version,
            "need": self.need,
            "mode": self.mode,
            "ceiling_fen": self.ceiling_fen,
            "floor_fen": self.floor_fen,
            "floor_rate_bp": self.floor_rate_bp,
            "ceiling_rate_bp": self.ceiling_rate_bp,
            "list_root": self.list_root,
            "offers": offers,
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The case that a record holds.

        Raises:
            ValueError: if it is of another version, or a number in it is not whole.
        """
        if raw["v"] != cls.version or raw["mode"] not in ("amount", "discount", "fixed"):
            raise ValueError(f"not a case of {cls.version}")
        numbers = ("amount_fen", "rate_bp", "score_centi")
        offers = tuple(
            Offer(
                bidder=o["bidder"],
                bid=o["bid"],
                r=o["r"],
                struck=tuple(o["struck"]),
                **{name: _whole(o[name], name) for name in numbers},
            )
            for o in raw["offers"]
        )
        bounds = ("ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")
        return cls(
            need=raw["need"],
            mode=raw["mode"],
            list_root=raw["list_root"],
            offers=offers,
            **{name: _whole(raw[name], name) for name in bounds},
        )


def discounted_fen(ceiling_fen: int, rate_bp: int) -> int:
    """The price that a discount rate makes of the ceiling, to the nearest fen, halves up.

    | ceiling (fen) | rate (bp) | price (fen) |
    |---|---|---|
    | 10000 | 1250 | 8750 |
    | 101 | 5000 | 51 |
    | 100 | 3333 | 67 |
    | 18600000 | 0 | 18600000 |
    """
    return (2 * ceiling_fen * (FULL_RATE_BP - rate_bp) + FULL_RATE_BP) // (2 * FULL_RATE_BP)
