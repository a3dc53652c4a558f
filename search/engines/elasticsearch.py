"""Elasticsearch as the search engine: the same tokens, core features only, one alias over dated indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError, helpers

from search.documents import AgencyDocument, AgencyMapping
from search.engines.base import DEEPEST, FACETS, MOST_FACET_VALUES, EngineDown, Found, Query

ALIAS = "zhongxuan-agencies"
_ORDER = [{"_score": "desc"}, {"grade_rank": "asc"}, {"score": "desc"}, {"key": "asc"}]


@lru_cache(maxsize=4)
def client_of(url: str) -> Elasticsearch:
    """One client an address, with its pool."""
    return Elasticsearch(url, request_timeout=5, max_retries=1, retry_on_timeout=False)


@contextmanager
def _answering() -> Iterator[None]:
    """A server that is away, or that answers with a fault of its own, is down."""
    try:
        yield
    except (TransportError, ApiError) as fault:
        raise EngineDown(f"Elasticsearch: {fault}") from fault


class ElasticsearchEngine:
    """The distributed engine, for directories that outgrow one machine."""

    name = "elasticsearch"

    def __init__(self, url: str, *, alias: str = ALIAS):
        self.client = client_of(url)
        self.alias = alias

    def index(self, document: AgencyDocument) -> bool:
        """Write a document unless a newer version is there."""
        with _answering():
            self._ensure()
            try:
                self.client.index(
                    index=self.alias,
                    id=document.key,
                    document=_source(document),
                    version=document.version,
                    version_type="external",
                )
            except ConflictError:
                return False
            return True

    def delete(self, key: str, *, version: int) -> bool:
        """Take a document out unless a newer version is there."""
        with _answering():
            self._ensure()
            try:
                self.client.delete(index=self.alias, id=key, version=version, version_type="external")
            except (ConflictError, NotFoundError):
                return False
            return True

    def find(self, query: Query) -> Found:
        """Answer a query with one request; the facets look past their own choice."""
        with _answering():
            answer = self.client.search(
                index=self.alias,
                query=_text_query(query),
                post_filter={"bool": {"filter": [_filter(f, query) for f in FACETS]}},
                aggs={facet: _counts(facet, query) for facet in FACETS},
                sort=_ORDER,
                from_=min((query.page - 1) * query.size, DEEPEST),
                size=query.size,
                track_total_hits=True,
                source_includes=["shown"],
            )
        hits = answer["hits"]
        facets = {f: {b["key"]: b["doc_count"] for b in answer["aggregations"][f]["values"]["buckets"]} for f in FACETS}
        keys = tuple(hit["_id"] for hit in hits["hits"])
        return Found(keys, tuple(hit["_source"]["shown"] for hit in hits["hits"]), hits["total"]["value"], facets)

    def rebuild(self, documents: Iterable[AgencyDocument]) -> int:
        """Build a new index beside the old one and swap the alias."""
        with _answering():
            new = self._create()
            actions = (
                {
                    "_index": new,
                    "_id": d.key,
                    "_source": _source(d),
                    "version": d.version,
                    "version_type": "external",
                }
                for d in documents
            )
            written, _ = helpers.bulk(self.client, actions, raise_on_error=True)
            self.client.indices.refresh(index=new)
            old = (
                list(self.client.indices.get_alias(name=self.alias)) if self.client.indices.exists_alias(name=self.alias) else []
            )
            moves: list[dict[str, Any]] = [{"add": {"index": new, "alias": self.alias, "is_write_index": True}}]
            moves += [{"remove_index": {"index": name}} for name in old]
            self.client.indices.update_aliases(actions=moves)
            return int(written)

    def refresh(self) -> None:
        """Make everything that was written findable now."""
        with _answering():
            self._ensure()
            self.client.indices.refresh(index=self.alias)

    def _ensure(self) -> None:
        if not self.client.indices.exists_alias(name=self.alias):
            self.client.indices.put_alias(index=self._create(), name=self.alias, is_write_index=True)

    def _create(self) -> str:
        """A new empty index, named by the next free number."""
        taken = self.client.indices.get(index=f"{self.alias}-*", expand_wildcards="all")
        number = max((int(name.rsplit("-", 1)[1]) for name in taken), default=0) + 1
        name = f"{self.alias}-{number}"
        mapping = AgencyMapping._index.to_dict()["mappings"]
        settings = {"number_of_replicas": 0, "max_result_window": DEEPEST + 1_000}
        self.client.indices.create(index=name, mappings=mapping, settings=settings)
        return name


def _source(d: AgencyDocument) -> dict[str, Any]:
    return {
        "key": d.key,
        "name_tokens": " ".join(sorted(d.name_tokens)),
        "tokens": " ".join(sorted(d.tokens)),
        "items": list(d.items),
        "region": d.region,
        "grade": d.grade,
        "standing": d.standing,
        "grade_rank": d.grade_rank,
        "score": d.score,
        "changes_on": d.changes_on.isoformat(),
        "shown": d.shown,
    }


def _groups(field: str, query: Query) -> list[dict[str, Any]]:
    return [{"terms": {field: list(group)}} for group in query.groups]


def _text_query(query: Query) -> dict[str, Any]:
    """All groups met somewhere; a document whose name meets them all comes first."""
    if not query.groups:
        return {"constant_score": {"filter": {"match_all": {}}}}
    by_name = {"constant_score": {"filter": {"bool": {"filter": _groups("name_tokens", query)}}, "boost": 1.0}}
    return {"bool": {"filter": _groups("tokens", query), "should": [by_name]}}


def _filter(facet: str, query: Query) -> dict[str, Any]:
    chosen = query.filters[facet]
    return {"terms": {facet: list(chosen)}} if chosen else {"match_all": {}}


def _counts(facet: str, query: Query) -> dict[str, Any]:
    others = [_filter(f, query) for f in FACETS if f != facet]
    return {
        "filter": {"bool": {"filter": others}},
        "aggs": {
            "values": {"terms": {"field": facet, "size": MOST_FACET_VALUES, "order": [{"_count": "desc"}, {"_key": "asc"}]}}
        },
    }
