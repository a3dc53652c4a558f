"""The shape of a search: everything is optional, and what makes no sense is left out rather than refused."""

from __future__ import annotations

import re

from django.http import QueryDict

from search.engines.base import Query

LONGEST_TEXT = 60
MOST_CHOICES = 20
_CODE = re.compile(r"^[A-Za-z0-9_-]{1,20}$")


class SearchForm:
    """A query string read as a query."""

    def __init__(self, given: QueryDict):
        self.given = given

    def query(self) -> Query:
        """The query that was meant."""
        text = self.given.get("q", "").replace("\x00", "").strip()[:LONGEST_TEXT]
        page = self.given.get("page", "1")
        return Query(
            text=text,
            items=self._codes("item"),
            region=self._codes("region"),
            grade=self._codes("grade"),
            standing=self._codes("standing"),
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    def _codes(self, name: str) -> tuple[str, ...]:
        given = (value for value in self.given.getlist(name) if _CODE.match(value))
        return tuple(dict.fromkeys(given))[:MOST_CHOICES]
