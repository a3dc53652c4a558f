"""The pages of the directory: agencies with facets, and the combined search of the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from agencies.states import Standing
from kernel import clock
from search import engines, reads
from search.engines.base import ABLE, DEEPEST, Found, Query
from search.forms import SearchForm
from search.text import marked

MOST_ITEMS_SHOWN = 8
MOST_SERVICES_SHOWN = 4
GRADES = (("A", "A　90 分以上"), ("B", "B　75 至 89 分"), ("C", "C　60 至 74 分"), ("D", "D　60 分以下"), ("none", "暂无记录"))
STANDINGS = (("listed", "正常"), ("warned", "已警示"), ("suspended", "暂停（附决定）"), ("removed", "已清退（附决定）"))
LOOKS = {"listed": "ok", "warned": "warn", "suspended": "bad", "removed": "bad"}


@dataclass(frozen=True)
class Choice:
    """One value of a facet, as a box to tick."""

    value: str
    word: str
    count: int
    chosen: bool


class Hits(Paginator):
    """The pages of an answer that already is one page."""

    def __init__(self, found: Found, query: Query):
        super().__init__(found.keys, query.size)
        self.total = min(found.total, DEEPEST)

    @cached_property
    def count(self) -> int:
        """How many rows can be paged to."""
        return self.total


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The public directory of agencies."""
    form = SearchForm(request.GET)
    query = form.query()
    day = clock.today()
    answer = engines.ask(query)
    pages = Hits(answer.found, query)
    context = {
        "crumbs": [("", "中介机构")],
        "query": query,
        "answer": answer,
        "total": answer.found.total,
        "hits": _hits(answer.found, query),
        "page": pages.get_page(query.page),
        "facets": _facets(answer.found, query, day),
        "chosen": len(query.items) + len(query.region) + len(query.grade) + len(query.standing),
        "unable_only": bool(query.standing) and not set(query.standing) & set(ABLE),
    }
    return render(request, "search/directory.html", context)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """The search box of the home page: needs, agencies and retained items with these words, a few of each."""
    text = SearchForm(request.GET).query().text
    context: dict[str, Any] = {"crumbs": [("", "搜索")], "text": text}
    if text:
        query = Query(text, size=5)
        answer = engines.ask(query)
        context |= {
            "answer": answer,
            "hits": _hits(answer.found, query),
            "total": answer.found.total,
            "needs": reads.needs_titled(text, most=5),
            "items": reads.items_named(text, day=clock.today(), most=8),
        }
    return render(request, "search/everything.html", context)


def _hits(found: Found, query: Query) -> list[dict[str, Any]]:
    """What a row shows: names and services in marked pieces, those that the query asks for first."""
    rows = []
    for key, shown in zip(found.keys, found.shown, strict=True):
        services = [{**s, "pieces": marked(s["name"], query.text)} for s in shown.get("services", ())]
        services.sort(key=lambda s: (s["code"] not in query.items, not any(hit for _, hit in s["pieces"]), not s["code"]))
        standing = str(shown["standing"])
        rows.append(
            {
                **shown,
                "key": key,
                "pieces": marked(str(shown["name"]), query.text),
                "services": services[:MOST_SERVICES_SHOWN],
                "more": max(0, len(services) - MOST_SERVICES_SHOWN),
                "standing_word": Standing(standing).label,
                "standing_look": LOOKS[standing],
                "unable": standing not in ABLE,
            }
        )
    return rows


def _facets(found: Found, query: Query, day: Any) -> dict[str, list[Choice]]:
    counts = found.facets
    codes = [*query.items, *(code for code in counts["items"] if code not in query.items)][:MOST_ITEMS_SHOWN]
    names = reads.item_names(set(codes), day=day)
    regions = reads.region_names(set(counts["region"]) | set(query.region))
    return {
        "items": [_choice(c, f"{names.get(c, '')} {c}".strip(), counts["items"], query.items) for c in codes],
        "region": [_choice(c, regions.get(c, c), counts["region"], query.region) for c in sorted(regions)],
        "grade": [_choice(value, word, counts["grade"], query.grade) for value, word in GRADES],
        "standing": [_choice(value, word, counts["standing"], query.standing) for value, word in STANDINGS],
    }


def _choice(value: str, word: str, counts: dict[str, int], chosen: tuple[str, ...]) -> Choice:
    return Choice(value, word, counts.get(value, 0), value in chosen)
