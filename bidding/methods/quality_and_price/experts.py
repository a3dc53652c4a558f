"""Who scores: a draw among the experts who need not stand aside, and who follows whoever goes. draw/1, as everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from draws.draw import NO_BEACON
from draws.ways import USUAL, Way, drawn


@dataclass(frozen=True)
class ExpertDraw:
    """A draw of experts: its name, the frozen list of pseudonymous ids, how many seats, its seed (hex) and its whole order."""

    draw: str
    entrants: tuple[str, ...]
    seats: int
    contributions: tuple[tuple[str, str], ...]
    beacon: tuple[str, str, str]
    seed: str
    order: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The draw as the record holds it."""
        return {
            **asdict(self),
            "entrants": list(self.entrants),
            "contributions": [list(given) for given in self.contributions],
            "beacon": list(self.beacon),
            "order": list(self.order),
        }


def draw_experts(
    need: str,
    eligible: Iterable[str],
    *,
    seats: int,
    contributions: Sequence[tuple[str, str]],
    beacon: tuple[str, str, str] = NO_BEACON,
    way: Way = USUAL,
) -> ExpertDraw:
    """Draw the experts of a need: the first of the order take the seats, the others follow in it.

    Args:
        need: its number; the draw is called `<need>/experts`.
        eligible: pseudonymous ids of all who may sit, frozen before any contribution was known.
        seats: how many score.
        contributions: (party, hex of 32 bytes): the frozen list of bids, and what lay sealed in the technical envelopes.
        beacon: (source, period, value) of a public source named beforehand.
        way: method and hash.

    Raises:
        ValueError: if an id stands in the list twice, or fewer are eligible than there are seats.
    """
    entrants = tuple(sorted(eligible))
    if not 1 <= seats <= len(entrants):
        raise ValueError(f"{seats} seats cannot be filled from {len(entrants)} experts")
    given = tuple(sorted(contributions))
    name = f"{need}/experts"
    came = drawn(name, entrants, given, beacon, places=seats, way=way)
    return ExpertDraw(name, entrants, seats, given, beacon, came.seed, tuple(came.order))


def seated(panel: ExpertDraw, gone: Collection[str] = ()) -> tuple[str, ...]:
    """Who sits once some are gone (they stood aside or let the time pass): the first of the order who are left."""
    return tuple(expert for expert in panel.order if expert not in gone)[: panel.seats]
