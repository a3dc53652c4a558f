"""The list of draws, and the draws of a need: a page that anybody's browser derives again, the same as JSON, and its QR code."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bidding import access
from bidding.reads.draws import DrawPage, drawn_decisions, draws_of, listed_draws
from bidding.states import NeedState
from bidding.views.codes import qr_of
from kernel.access import NotFound

PAGE = 20


def _page(number: str) -> DrawPage:
    need = access.public_need(number)
    page = draws_of(need) if need.decided_at is not None or need.state == NeedState.SHORTLISTED else None
    if page is None:
        raise NotFound(number)
    return page


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw that decided something, the newest first."""
    page = Paginator(drawn_decisions(), PAGE).get_page(request.GET.get("page"))
    context = {"rows": listed_draws(list(page.object_list)), "page": page, "crumbs": [("", "抽取")]}
    return render(request, "bidding/draws.html", context)


@require_safe
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """Entrants, contributions, seed and order of every draw, and the button that derives them again."""
    page = _page(number)
    of = ("result", "中选结果公告") if page.need.decided_at is not None else ("need", number)
    crumbs = [(reverse("draws"), "抽取"), (reverse(of[0], args=[number]), of[1]), ("", "抽取核验")]
    return render(request, "bidding/draw.html", {"page": page, "need": page.need, "plain": page.plain(), "crumbs": crumbs})


@require_safe
def draw_json(request: HttpRequest, number: str) -> JsonResponse:
    """What the page derives again, as a file."""
    response = JsonResponse(_page(number).plain(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{number}-draw.json"'
    return response


@require_safe
def draw_code(request: HttpRequest, number: str) -> HttpResponse:
    """The QR code of the page."""
    return qr_of(reverse("draw", args=[_page(number).need.number]))
