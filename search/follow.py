"""How the directory follows the trade: handlers of outbox events, each idempotent. One for each engine, so that a fault in
one does not undo the other and is tried again on its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from kernel import clock
from search import reads
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgres import PostgresEngine


def _org(payload: dict[str, Any]) -> str:
    return str(payload.get("org") or payload.get("agency") or "")


def _follow(engine: Engine, uscc: str) -> None:
    document = reads.document_for(uscc, day=clock.today())
    if document:
        engine.index(document)
    else:
        engine.delete(uscc, version=reads.next_version())


def rebuild(engine: Engine) -> int:
    """Build an engine anew, then write again whatever changed while that went on; returns how many agencies it holds."""
    before = reads.next_version()
    count = engine.rebuild(reads.all_documents(day=clock.today()))
    for uscc in reads.written_since(before):
        _follow(engine, uscc)
    return count


def in_postgres(payload: dict[str, Any]) -> None:
    """An agency has changed: write its document anew."""
    _follow(PostgresEngine(), _org(payload))


def in_elasticsearch(payload: dict[str, Any]) -> None:
    """The same for Elasticsearch, where it is used."""
    if settings.ELASTICSEARCH_URL:
        _follow(ElasticsearchEngine(settings.ELASTICSEARCH_URL), _org(payload))


def list_in_postgres(payload: dict[str, Any]) -> None:
    """The retained list has changed: match every service against it anew."""
    rebuild(PostgresEngine())


def list_in_elasticsearch(payload: dict[str, Any]) -> None:
    """The same for Elasticsearch, where it is used."""
    if settings.ELASTICSEARCH_URL:
        rebuild(ElasticsearchEngine(settings.ELASTICSEARCH_URL))
