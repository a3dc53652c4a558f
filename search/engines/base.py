"""The one interface that both engines keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.documents import AgencyDocument
from search.text import Groups, query_groups

FACETS = ("items", "region", "grade", "standing")
ABLE = ("listed", "warned")
MOST_FACET_VALUES = 200
DEEPEST = 5_000  # rows beyond which nobody pages: narrow the search instead


class EngineDown(Exception):
    """The engine does not answer."""


@dataclass(frozen=True)
class Query:
    """What is asked of the directory. An empty `standing` means the agencies that are able to serve."""

    text: str = ""
    items: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    page: int = 1
    size: int = 20

    @property
    def groups(self) -> Groups:
        """The tokens that the text asks for."""
        return query_groups(self.text)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """Every facet with what is chosen in it."""
        return {"items": self.items, "region": self.region, "grade": self.grade, "standing": self.standing or ABLE}


@dataclass(frozen=True)
class Found:
    """What was found: the page's keys and what is shown of each, the whole count, and the counts of each facet."""

    keys: tuple[str, ...]
    shown: tuple[dict[str, Any], ...]
    total: int
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """An engine. Order: name match first, then services; within each by grade, then score, then code."""

    name: str

    def index(self, document: AgencyDocument) -> bool:
        """Write a document unless a newer version is there; says whether it was written."""

    def delete(self, key: str, *, version: int) -> bool:
        """Take a document out unless a newer version is there."""

    def find(self, query: Query) -> Found:
        """Answer a query.

        Raises:
            EngineDown: if the engine does not answer.
        """

    def rebuild(self, documents: Iterable[AgencyDocument]) -> int:
        """Put exactly these documents in the place of all; returns how many. Queries are answered all the while."""

    def refresh(self) -> None:
        """Make everything that was written findable now."""
