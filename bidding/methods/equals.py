"""The tie rule of every method: the higher score if all equals have one, then a draw. Never the earlier arrival."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from bidding.methods.decision import Draw
from draws.draw import NO_BEACON
from draws.ways import USUAL, Way, drawn

FROZEN_LIST = "list"


class Equal(Protocol):
    """What the rule asks of an offer. `r` is the hex of the 32 bytes that lay sealed in its envelope."""

    @property
    def bidder(self) -> str:
        """Its organisation."""

    @property
    def score_centi(self) -> int | None:
        """Its credit score on the opening day; None if there is no record."""

    @property
    def r(self) -> str:
        """Its contribution to a draw."""


def in_order[E: Equal](
    need: str,
    list_root: str,
    equals: Sequence[E],
    *,
    first_place: int,
    contributions: Sequence[tuple[str, str]] = (),
    beacon: tuple[str, str, str] = NO_BEACON,
    way: Way = USUAL,
) -> tuple[list[E], list[Draw], bool]:
    """Equals in order, the draws that made it, and whether scores had a say.

    Where one of them has no record yet the score says nothing: no record is never a penalty. `contributions` (party, hex)
    are those of others than the tied, who have put 32 bytes into their envelopes before anybody could read another's.
    """
    by_score = len(equals) > 1 and all(offer.score_centi is not None for offer in equals)
    said = sorted(equals, key=lambda offer: (-(offer.score_centi or 0) if by_score else 0, offer.bidder))
    ordered: list[E] = []
    draws: list[Draw] = []
    for _, group in groupby(said, key=lambda offer: offer.score_centi if by_score else None):
        tied = {offer.bidder: offer for offer in group}
        if len(tied) == 1:
            ordered += tied.values()
            continue
        name = f"{need}/tie-{first_place + len(ordered)}"
        given = [(offer.bidder, offer.r) for offer in tied.values()] + [(FROZEN_LIST, list_root), *contributions]
        came = drawn(name, tied, given, beacon, way=way)
        draws.append(Draw(name, tuple(sorted(tied)), came.seed, tuple(came.order)))
        ordered += [tied[bidder] for bidder in came.order]
    return ordered, draws, by_score
