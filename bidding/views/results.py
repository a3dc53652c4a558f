"""Results: the list, the notice of one (A4, on paper as on screen), and both as JSON."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bidding import access
from bidding.models import Need
from bidding.reads.listing import MOST, Wanted, capped_count, listed
from bidding.reads.notice_of_result import result_of, winners_of
from bidding.reads.sheets import sheets_of
from bidding.schemas import brief, result_row
from bidding.states import WITH_RESULT, Method, NeedState
from bidding.views.codes import qr_of
from bidding.views.needs import CappedPaginator, rows_of
from kernel import clock
from kernel.access import NotFound
from market.models import Region

GROUPS = {
    "decided": ("结果公示", (NeedState.DECIDED,)),
    "awarded": ("待确认中选", (NeedState.AWARDED,)),
    "confirmed": ("服务中", (NeedState.CONFIRMED,)),
    "finished": ("已完成", (NeedState.FINISHED,)),
}


def _page(request: HttpRequest) -> tuple[Wanted, Paginator, Any, int]:
    chosen = [group for group in GROUPS if group in request.GET.getlist("state")]
    states = tuple(state for group in chosen for state in GROUPS[group][1]) or WITH_RESULT
    words, region = request.GET.get("q", "").strip()[:60], request.GET.get("region", "")[:6]
    wanted = Wanted(groups=tuple(chosen), states=states, words=words, region=region)
    found = listed(wanted)
    count = capped_count(found)
    paginator = CappedPaginator(found, count)
    return wanted, paginator, paginator.get_page(request.GET.get("page")), count


def _rows(needs: list[Need]) -> list[dict[str, Any]]:
    winners = winners_of(needs)
    return [row | {"winner": winners.get(row["need"].pk)} for row in rows_of(needs)]


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The list of results, the newest notice first."""
    wanted, _, page, count = _page(request)
    context = {
        "rows": _rows(list(page.object_list)),
        "page": page,
        "count": count,
        "is_capped": count > MOST,
        "most": MOST,
        "wanted": wanted,
        "groups": [{"key": key, "word": word, "on": key in wanted.groups} for key, (word, _) in GROUPS.items()],
        "regions": Region.objects.filter(valid_to=None, is_top_unit=True).order_by("code"),
        "crumbs": [("", "中选结果")],
    }
    return render(request, "bidding/results.html", context)


@require_safe
def results_json(request: HttpRequest) -> JsonResponse:
    """The same list as JSON, a page at a time."""
    _, paginator, page, _ = _page(request)
    rows = [result_row(row["need"], row["notice"], row["winner"]) for row in _rows(list(page.object_list))]
    return JsonResponse({"results": rows, "page": page.number, "pages": paginator.num_pages})


def _decided(number: str) -> Need:
    need = access.public_need(number)
    if need.decided_at is None:
        raise NotFound(number)
    return need


@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The notice of a result: who won at which price, each bidder's place and the reason in words."""
    page = result_of(_decided(number))
    need, ends = page.need, page.need.publicity_ends_at
    is_over = ends is not None and ends <= clock.now()
    context = {
        "page": page,
        "need": need,
        "notice": page.notice,
        "sheets": sheets_of(need, page.decision),
        "takes_objections": need.state == NeedState.DECIDED and need.method != Method.DIRECT_CHOICE and not is_over,
        "publicity_is_over": is_over,
    }
    return render(request, "bidding/result.html", context)


@require_safe
def result_json(request: HttpRequest, number: str) -> JsonResponse:
    """The same as JSON, with the case and the numbers that the decision used."""
    page = result_of(_decided(number))
    places = [
        {
            "place": place.place,
            "bidder": place.bidder,
            "name": place.name,
            "members": list(place.members),
            "amount_fen": place.amount_fen,
            "rate_bp": place.rate_bp,
            "reason": place.reason,
            "outcome": place.word,
        }
        for place in page.places
    ]
    decision = {"method": page.decision.method, "case": page.decision.case} if page.decision else None
    return JsonResponse(brief(page.need, page.notice) | {"places": places, "decision": decision, "entry": page.entry})


@require_safe
def result_code(request: HttpRequest, number: str) -> HttpResponse:
    """The QR code of the result's page."""
    return qr_of(f"/results/{_decided(number).number}/")
