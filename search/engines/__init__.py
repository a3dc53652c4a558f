"""The engines: PostgreSQL always, Elasticsearch beside it when ELASTICSEARCH_URL is set."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings

from search.engines.base import Engine, EngineDown, Found, Query
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgres import PostgresEngine

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What was found, by which engine, and whether the other one should have answered."""

    found: Found
    engine: str
    fell_back: bool


def engines() -> list[Engine]:
    """Every engine that is kept in step, the one that answers first."""
    postgres: list[Engine] = [PostgresEngine()]
    return [ElasticsearchEngine(settings.ELASTICSEARCH_URL), *postgres] if settings.ELASTICSEARCH_URL else postgres


def ask(query: Query) -> Answer:
    """Ask the first engine; when it is down, PostgreSQL answers and the page says so."""
    first, *others = engines()
    try:
        return Answer(first.find(query), first.name, fell_back=False)
    except EngineDown:
        if not others:
            raise
        log.exception("search engine %s is down, PostgreSQL answers", first.name)
        return Answer(others[0].find(query), others[0].name, fell_back=True)
