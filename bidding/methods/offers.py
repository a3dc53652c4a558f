"""Offers and the case that holds them: what every method that ranks or draws offers is decided on. Public facts only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from bidding.methods import words
from draws.draw import NO_BEACON
from draws.ways import USUAL, Way

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
    """A need's bounds (None: no such bound), the root of its frozen list of bids, and every opened bid.

    `contributions` (party, hex) and `beacon` go into every draw among the offers; None, and not in the record's case, for
    a notice that was published without terms of a draw. `way`: by which method and hash. `fallen`: whoever was struck since the
    first decision; each keeps its place in the reckoning, and no reason compares with it.

    Each method has a class of its own, which only names its `version`.
    """

    version: ClassVar[str]
    need: str
    mode: Literal["amount", "discount", "fixed"]
    ceiling_fen: int | None
    floor_fen: int | None
    floor_rate_bp: int | None
    ceiling_rate_bp: int | None
    list_root: str
    offers: tuple[Offer, ...]
    contributions: tuple[tuple[str, str], ...] | None = None
    beacon: tuple[str, str, str] | None = None
    way: Way = USUAL
    fallen: tuple[str, ...] = ()

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
            **chance_to_json(self.contributions, self.beacon, self.way),
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
        names = ("ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")
        bounds: dict[str, Any] = {name: _whole(raw[name], name) for name in names}
        contributions, beacon = chance_from_json(raw)
        return cls(
            need=raw["need"],
            mode=raw["mode"],
            list_root=raw["list_root"],
            offers=offers,
            contributions=contributions,
            beacon=beacon,
            way=Way.from_json(raw.get("way")),
            fallen=fallen_in(raw),
            **bounds,
        )


def chance_to_json(
    contributions: tuple[tuple[str, str], ...] | None, beacon: tuple[str, str, str] | None, way: Way = USUAL
) -> dict[str, Any]:
    """What goes into the draws of a case besides its offers, as the record holds it."""
    if contributions is None:
        return {}
    given = [list(each) for each in contributions]
    return {"contributions": given, "beacon": list(beacon or NO_BEACON), **way_to_json(way)}


def fallen_in(raw: dict[str, Any]) -> tuple[str, ...]:
    """The bidders whom a recorded case names as struck since the first decision."""
    return tuple(each["bidder"] for each in raw.get("fallen", ()))


def way_to_json(way: Way) -> dict[str, Any]:
    """Method and hash of the draws of a case, where they are not the usual ones."""
    return {} if way == USUAL else {"way": way.to_json()}


def chance_from_json(raw: dict[str, Any]) -> tuple[tuple[tuple[str, str], ...] | None, tuple[str, str, str] | None]:
    """`contributions` and `beacon` of a recorded case, if it has them."""
    if "contributions" not in raw:
        return None, None
    source, period, value = raw["beacon"]
    return tuple((party, given) for party, given in raw["contributions"]), (source, period, value)


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


def standing_of(case: Case, offer: Offer) -> int:
    """The number that orders the offers, the smaller the better: the amount, or the rate turned round."""
    value = offer.amount_fen if case.mode == "amount" else offer.rate_bp
    if value is None:
        raise ValueError(f"the offer of {offer.bidder} does not say what {case.mode} mode asks for")
    return value if case.mode == "amount" else -value


def price_of(case: Case, offer: Offer) -> int:
    """What a contract on this offer would say, in fen."""
    if case.mode == "amount" and offer.amount_fen is not None:
        return offer.amount_fen
    if case.ceiling_fen is None or offer.rate_bp is None:
        raise ValueError("a discount needs a ceiling and a rate")
    return discounted_fen(case.ceiling_fen, offer.rate_bp)


def out_of_bounds(case: Case, offer: Offer) -> tuple[str, ...]:
    """Why an offer's price can't count; at the bounds themselves it counts."""
    amounts = case.mode == "amount"
    value = offer.amount_fen if amounts else offer.rate_bp
    low, high = (case.floor_fen, case.ceiling_fen) if amounts else (case.floor_rate_bp, case.ceiling_rate_bp)
    if value is None:
        return (words.SAYS_NOTHING[case.mode],)
    if low is not None and value < low:
        return (words.below(case.mode, value, low),)
    if high is not None and value > high:
        return (words.above(case.mode, value, high),)
    return (words.NOT_POSITIVE,) if price_of(case, offer) <= 0 else ()
