"""What live rounds are decided on: the terms, the rounds as they ran, every accepted step, and who had entered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bidding.methods.offers import chance_from_json, chance_to_json, fallen_in
from draws.ways import USUAL, Way

VERSION = "live_rounds/1"


@dataclass(frozen=True)
class Terms:
    """The numbers of the rounds. A step within `last_seconds` of the end puts it off by `extra_seconds`, `extensions` times."""

    rounds: int
    seconds: int
    step_fen: int
    last_seconds: int
    extra_seconds: int
    extensions: int


@dataclass(frozen=True)
class Round:
    """One round: from when, till when (as it ended, with its extensions)."""

    round: int
    opened_at: datetime
    ends_at: datetime
    extensions: int


@dataclass(frozen=True)
class Step:
    """One accepted price. `seq` counts all steps of the need from 1; `at` is stamped by the database under the lock."""

    seq: int
    round: int
    bidder: str
    fen: int
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One opened sign-up. `bid` is its envelope's hash, `r` the hex of its 32 bytes, `struck` why it can't count."""

    bidder: str
    bid: str
    score_centi: int | None
    r: str
    struck: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A need's bounds (None: no such bound), its terms, its rounds, steps and entries, and the root of its frozen list."""

    need: str
    ceiling_fen: int | None
    floor_fen: int | None
    list_root: str
    terms: Terms
    rounds: tuple[Round, ...]
    steps: tuple[Step, ...]
    offers: tuple[Entry, ...]
    contributions: tuple[tuple[str, str], ...] | None = None  # of others than the entrants, for a draw among those still level
    beacon: tuple[str, str, str] | None = None
    way: Way = USUAL
    fallen: tuple[str, ...] = ()  # struck since the first decision

    def to_json(self) -> dict[str, Any]:
        """The case as the record holds it; moments as in the record."""
        return {
            "v": VERSION,
            "need": self.need,
            "ceiling_fen": self.ceiling_fen,
            "floor_fen": self.floor_fen,
            "list_root": self.list_root,
            "terms": asdict(self.terms),
            "rounds": [{**asdict(r), "opened_at": _stamp(r.opened_at), "ends_at": _stamp(r.ends_at)} for r in self.rounds],
            "steps": [{**asdict(s), "at": _stamp(s.at)} for s in self.steps],
            "offers": [{**asdict(o), "struck": list(o.struck)} for o in self.offers],
            **chance_to_json(self.contributions, self.beacon, self.way),
        }

    @staticmethod
    def from_json(raw: dict[str, Any]) -> Case:
        """The case that a record holds.

        Raises:
            ValueError: if it is of another version, or a number in it is not whole.
        """
        if raw["v"] != VERSION:
            raise ValueError(f"not a case of {VERSION}")
        contributions, beacon = chance_from_json(raw)
        return Case(
            need=raw["need"],
            contributions=contributions,
            beacon=beacon,
            way=Way.from_json(raw.get("way")),
            fallen=fallen_in(raw),
            ceiling_fen=_whole(raw["ceiling_fen"], "ceiling_fen"),
            floor_fen=_whole(raw["floor_fen"], "floor_fen"),
            list_root=raw["list_root"],
            terms=Terms(**{name: _number(value, name) for name, value in raw["terms"].items()}),
            rounds=tuple(
                Round(
                    _number(r["round"], "round"),
                    _moment(r["opened_at"]),
                    _moment(r["ends_at"]),
                    _number(r["extensions"], "extensions"),
                )
                for r in raw["rounds"]
            ),
            steps=tuple(
                Step(
                    _number(s["seq"], "seq"),
                    _number(s["round"], "round"),
                    s["bidder"],
                    _number(s["fen"], "fen"),
                    _moment(s["at"]),
                )
                for s in raw["steps"]
            ),
            offers=tuple(
                Entry(o["bidder"], o["bid"], _whole(o["score_centi"], "score_centi"), o["r"], tuple(o["struck"]))
                for o in raw["offers"]
            ),
        )


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _whole(value: Any, what: str) -> int | None:
    return None if value is None else _number(value, what)


def _number(value: Any, what: str) -> int:
    if type(value) is not int:
        raise ValueError(f"{what} is a whole number, not {value!r}")
    return value
