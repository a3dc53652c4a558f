"""The public pages of the retained list: the catalogue, one item, and "is this service required?"."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kernel import clock
from kernel.access import NotFound
from market.checker import answer
from market.matching import closest
from market.models import ListItem
from market.reads import edition_on, item_on, items_on
from market.rules.retained_list import PARTICULAR_WORDS, ItemFacts, item_publishes_its_four_particulars, missing_particulars

CATALOGUE = ("/items/", "服务事项")
PER_PAGE = 20


def _facts(item: ListItem) -> ItemFacts:
    return ItemFacts(item.name, item.legal_basis, item.time_limit, item.workflow, item.conditions, item.fee_basis)


def _kept(items: list[ListItem], request: HttpRequest) -> list[ListItem]:
    department, approval, state = (request.GET.get(name, "") for name in ("department", "approval", "state"))
    return [
        item
        for item in items
        if (not department or item.department_name == department)
        and (not approval or (item.approval is not None and item.approval.name == approval))
        and (state not in {"force", "waiting"} or item.is_in_force is (state == "force"))
    ]


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The catalogue, searched by Chinese, pinyin, initials or code, and filtered."""
    today = clock.today()
    everything = items_on(today)
    query = request.GET.get("q", "").strip()[:100]
    found = closest(everything, query, most=len(everything)) if query else everything
    kept = _kept(found, request)
    if not query:
        kept.sort(key=lambda item: (not item.is_in_force, item.code))
    context = {
        "page": Paginator(kept, PER_PAGE).get_page(request.GET.get("page")),
        "edition": everything[0].edition if everything else edition_on(today),
        "q": query,
        "departments": sorted({item.department_name for item in everything if item.department_name}),
        "approvals": sorted({item.approval.name for item in everything if item.approval}),
        "in_force": sum(item.is_in_force for item in everything),
        "waiting": sum(not item.is_in_force for item in everything),
        "chosen": {name: request.GET.get(name, "") for name in ("department", "approval", "state")},
        "crumbs": [("", "服务事项")],
    }
    return render(request, "market/items.html", context)


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item with its four published particulars, or what it still lacks."""
    today = clock.today()
    found = item_on(code, on=today)
    if found is None:
        raise NotFound
    lacking = missing_particulars(_facts(found))
    rows = [
        {"word": word, "value": getattr(found, name), "sample": name in found.sample_fields}
        for name, word in PARTICULAR_WORDS.items()
    ]
    context = {
        "item": found,
        "rows": rows,
        "lacking": "、".join(PARTICULAR_WORDS[name] for name in lacking),
        "rule": item_publishes_its_four_particulars,
        "answer": answer(found.code, "", on=today),
        "crumbs": [CATALOGUE, ("", found.name)],
    }
    return render(request, "market/item.html", context)


@require_safe
def check_item(request: HttpRequest) -> HttpResponse:
    """Is this service required? Asked by a service, an approval, or both."""
    today = clock.today()
    service = request.GET.get("service", "").strip()[:200]
    approval = request.GET.get("approval", "").strip()[:200]
    asked = bool(service or approval)
    context = {
        "service": service,
        "approval": approval,
        "answer": answer(service, approval, on=today) if asked else None,
        "edition": edition_on(today),
        "today": today,
        "crumbs": [CATALOGUE, ("", "这项服务是必须的吗？")],
    }
    return render(request, "market/check_item.html", context)
