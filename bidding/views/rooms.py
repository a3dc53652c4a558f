"""The live room: watch, name a price, confirm it. Works by plain POST and reload; the script only spares the reload."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import agency_if_begun
from bidding import access, reads
from bidding.actions.rounds.place_step import place_step
from bidding.forms.rooms import StepForm
from bidding.models import Need
from bidding.reads.ladder import ladder_of
from bidding.reads.room import Room, room_of, shown
from bidding.states import Method
from kernel.access import NotFound
from kernel.money import in_yuan


def _room(request: HttpRequest, number: str) -> tuple[Need, Room]:
    need = access.public_need(number)
    if need.method != Method.LIVE_ROUNDS:
        raise NotFound(number)
    mine = agency_if_begun(request.actor)  # type: ignore[attr-defined]
    return need, room_of(need, reads.notice_for_bidding(number), mine.pk if mine else None)


@never_cache
@require_safe
def room(request: HttpRequest, number: str) -> HttpResponse:
    """The room as the reader may see it."""
    return _page(request, number, StepForm())


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: str) -> HttpResponse:
    """First the price in capitals, to be confirmed; then the price itself. What counts is decided when it arrives."""
    if request.method == "GET":
        return redirect("room", number)
    actor = request.actor  # type: ignore[attr-defined]
    access.agency_to_bid(actor)
    form = StepForm(request.POST)
    if not form.is_valid() or "confirm" not in request.POST:
        return _page(request, number, form, asks=form.is_valid())
    with form.refusing():
        placed = place_step(actor=actor, number=number, fen=form.cleaned_data["amount"])
    if not form.is_valid():
        return _page(request, number, form)
    messages.success(
        request, f"已收下：{in_yuan(placed.fen)} 元，第 {placed.round.number} 轮，回执 {placed.receipt['entry'][:12]}"
    )
    return redirect("room", number)


@never_cache
@require_safe
def state_json(request: HttpRequest, number: str) -> JsonResponse:
    """What the room shows now, without names, as the script reads it; the reader's own last price beside it."""
    _, seen = _room(request, number)
    return JsonResponse({**shown(seen), "own_fen": seen.own[0].fen if seen.own else None})


def _page(request: HttpRequest, number: str, form: StepForm, *, asks: bool = False) -> HttpResponse:
    need, seen = _room(request, number)
    context = {
        "need": need,
        "notice": reads.notice_for_bidding(number),
        "room": seen,
        "ladder": ladder_of(seen),
        "form": form,
        "asked_fen": form.cleaned_data["amount"] if asks else None,
        "left": max(seen.next_at - seen.now, timedelta()) if seen.next_at else timedelta(),
        "live_url": settings.LIVE_URL,
        "crumbs": [("/needs/", "采购需求"), (f"/needs/{number}/", number), ("", "竞价室")],
    }
    return render(request, "bidding/room.html", context, status=422 if form.errors else 200)
