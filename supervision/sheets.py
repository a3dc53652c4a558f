"""What the page of an inspection shows of its draws, and the data from which anybody derives them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from draws.draw import NO_BEACON, entrants_root
from draws.reads import way_of
from draws.terms import OPERATOR
from draws.ways import Way
from supervision import reads
from supervision.models import Inspection


@dataclass(frozen=True)
class Row:
    """One place of a draw."""

    at: int
    code: str
    name: str
    score: str
    is_drawn: bool


@dataclass(frozen=True)
class Sheet:
    """One of the two draws; `plain` is all that deriving it again needs."""

    plain: dict[str, Any]
    rows: list[Row]
    is_of_agencies: bool


@dataclass(frozen=True)
class Given:
    """What a party put in: its commitment, when, and the number that counted."""

    word: str
    at: datetime
    commit: str
    value: str
    is_shown: bool


@dataclass(frozen=True)
class Page:
    """An inspection as its page shows it. `entries` are lines of the record."""

    inspection: Inspection
    given: list[Given]
    sheets: list[Sheet]
    entries: dict[str, int]
    way: Way

    @property
    def announced_entry(self) -> int | None:
        """Where the record announces it."""
        return self.entries.get("inspection.announced")

    @property
    def drawn_entry(self) -> int | None:
        """Where the record draws it."""
        return self.entries.get("inspection.drawn")

    @property
    def drawn_agencies(self) -> list[Row]:
        """Who is inspected."""
        return [row for sheet in self.sheets if sheet.is_of_agencies for row in sheet.rows if row.is_drawn]

    def plain(self) -> dict[str, Any]:
        """The data of the draws, in the shape that the browser and the script read."""
        record = {"announced": self.announced_entry, "drawn": self.drawn_entry}
        return {
            "v": "draws/1",
            "inspection": self.inspection.number,
            "record": record,
            "draws": [sheet.plain for sheet in self.sheets],
        }


def page_of(inspection: Inspection) -> Page:
    """The page of an inspection, drawn or not."""
    outcome = inspection.outcome
    given = [
        Given(
            "平台运营方" if each.party == OPERATOR else inspection.organ.name,
            each.at,
            each.commit,
            each.value or (each.commit if outcome else ""),
            bool(each.value),
        )
        for each in reads.commitments_of(inspection.number)
    ]
    names = reads.names_of(outcome["draws"][0]["entrants"]) if outcome else {}
    way = way_of(inspection.number)
    sheets = [_sheet(draw, outcome["contributions"], names, way) for draw in outcome["draws"]] if outcome else []
    return Page(inspection, given, sheets, reads.entries_of(inspection.number), way)


def _sheet(draw: dict[str, Any], contributions: list[list[str]], names: dict[str, str], way: Way) -> Sheet:
    plain = {
        **draw,
        "root": entrants_root(draw["entrants"], digest=way.digest).hex(),
        "contributions": contributions,
        "beacon": list(NO_BEACON),
        **way.to_json(),
    }
    rows = [
        Row(at, code, names.get(code, ""), way.score(draw["seed"], code), at <= draw["places"])
        for at, code in enumerate(draw["order"], start=1)
    ]
    return Sheet(plain, rows, draw["draw"].endswith("/agencies"))
