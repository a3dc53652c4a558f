"""PostgreSQL as the search engine: one narrow table, GIN over the tokens, a grade-ordered walk for browsing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from kernel import clock
from search.documents import AgencyDocument
from search.engines.base import DEEPEST, FACETS, MOST_FACET_VALUES, Found, Query
from search.text import Groups

_WRITE = """
INSERT INTO search_agencyrow (key, version, is_gone, name_tokens, tokens, items, region, grade, standing, grade_rank, score,
    changes_on, shown, written_at)
VALUES (%s, %s, false, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]), %s::varchar[], %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (key) DO UPDATE SET version = excluded.version, is_gone = false, name_tokens = excluded.name_tokens,
    tokens = excluded.tokens, items = excluded.items, region = excluded.region, grade = excluded.grade,
    standing = excluded.standing, grade_rank = excluded.grade_rank, score = excluded.score,
    changes_on = excluded.changes_on, shown = excluded.shown, written_at = excluded.written_at
WHERE search_agencyrow.version < excluded.version
"""
_DELETE = "UPDATE search_agencyrow SET is_gone = true, version = %s, written_at = %s WHERE key = %s AND version < %s"
_COLUMN = {
    "items": "items && %s::varchar[]",
    "region": "region = ANY(%s)",
    "grade": "grade = ANY(%s)",
    "standing": "standing = ANY(%s)",
}


class PostgresEngine:
    """The default engine, always there."""

    name = "postgres"

    def index(self, document: AgencyDocument) -> bool:
        """Write a document unless a newer version is there."""
        d = document
        row: list[Any] = [d.key, d.version, sorted(d.name_tokens), sorted(d.tokens), list(d.items), d.region, d.grade, d.standing]
        row += [d.grade_rank, d.score, d.changes_on, json.dumps(d.shown, ensure_ascii=False), clock.now()]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, row)
            return cursor.rowcount == 1

    def delete(self, key: str, *, version: int) -> bool:
        """Take a document out unless a newer version is there."""
        with connection.cursor() as cursor:
            cursor.execute(_DELETE, [version, clock.now(), key, version])
            return cursor.rowcount == 1

    def find(self, query: Query) -> Found:
        """Answer a query with two statements: the facets with the whole count, and the page."""
        with connection.cursor() as cursor:
            facets, total = self._facets(cursor, query)
            rows = self._page(cursor, query) if total else []
        return Found(tuple(key for key, _ in rows), tuple(json.loads(shown) for _, shown in rows), total, facets)

    def rebuild(self, documents: Iterable[AgencyDocument]) -> int:
        """Write all, then take out what was not among them, in one transaction: readers see the old until it ends."""
        with transaction.atomic():
            written, newest = [], 0
            for document in documents:
                self.index(document)
                written.append(document.key)
                newest = max(newest, document.version)
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE search_agencyrow SET is_gone = true WHERE NOT key = ANY(%s) AND version <= %s", [written, newest]
                )
        return len(written)

    def refresh(self) -> None:
        """Nothing: what is committed is findable."""

    def _facets(self, cursor: Any, query: Query) -> tuple[dict[str, dict[str, int]], int]:
        """Counts of each facet under the other facets' choices, and how many rows meet them all."""
        text, values = _text_condition(query.groups)
        flags = ", ".join(f"({_condition(f, query)[0]}) AS in_{f}" for f in FACETS)
        flag_values = [value for f in FACETS for value in _condition(f, query)[1]]
        parts = [f"SELECT 'total' AS facet, '' AS value, count(*) FROM met WHERE {' AND '.join(f'in_{f}' for f in FACETS)}"]
        for facet in FACETS:
            others = " AND ".join(f"in_{f}" for f in FACETS if f != facet)
            value = "unnest(items)" if facet == "items" else facet
            parts.append(
                f"(SELECT '{facet}', {value} AS v, count(*) FROM met WHERE {others} GROUP BY v ORDER BY 3 DESC, 2 LIMIT {MOST_FACET_VALUES})"
            )
        cursor.execute(
            f"WITH met AS MATERIALIZED (SELECT items, region, grade, standing, {flags} FROM search_agencyrow"
            f" WHERE NOT is_gone AND {text}) {' UNION ALL '.join(parts)}",
            [*flag_values, *values],
        )
        facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        total = 0
        for facet, value, count in cursor.fetchall():
            if facet == "total":
                total = count
            else:
                facets[facet][value] = count
        return facets, total

    def _page(self, cursor: Any, query: Query) -> list[tuple[str, str]]:
        text, values = _text_condition(query.groups)
        conditions = [_condition(f, query) for f in FACETS]
        where = " AND ".join([text, *(c for c, _ in conditions)])
        by_name = "(name_tokens @@ %s::tsquery) DESC, " if query.groups else ""
        start = min((query.page - 1) * query.size, DEEPEST)
        cursor.execute(
            f"SELECT key, shown::text FROM search_agencyrow WHERE NOT is_gone AND {where}"
            f" ORDER BY {by_name}grade_rank, score DESC, key LIMIT %s OFFSET %s",
            [
                *values,
                *(value for _, several in conditions for value in several),
                *([_tsquery(query.groups)] if query.groups else []),
                query.size,
                start,
            ],
        )
        return list(cursor.fetchall())


def _condition(facet: str, query: Query) -> tuple[str, list[list[str]]]:
    chosen = query.filters[facet]
    return (_COLUMN[facet], [list(chosen)]) if chosen else ("true", [])


def _text_condition(groups: Groups) -> tuple[str, list[str]]:
    return ("tokens @@ %s::tsquery", [_tsquery(groups)]) if groups else ("true", [])


def _tsquery(groups: Groups) -> str:
    """The groups as a tsquery. Tokens hold no quote or backslash (`search.text` lets none through)."""
    return " & ".join("(" + " | ".join(f"'{token}'" for token in group) + ")" for group in groups)
