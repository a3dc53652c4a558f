"""The kit's own pages: the rulebook, the switches of size and language."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kernel.rulebook import RULEBOOK, Rule

ROOM_WORDS = {
    "market": "市场与清单",
    "agencies": "中介机构",
    "bidding": "需求、投标与中选",
    "budgets": "部门预算",
    "contracts": "合同与交付",
    "payments": "支付",
    "ratings": "评价、信用与退出",
    "draws": "抽取",
    "supervision": "检查与监管",
    "ledger": "公开记录",
}


def _back(request: HttpRequest) -> HttpResponseRedirect:
    before = request.headers.get("referer", "/")
    safe = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(before if safe else "/")


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """The rooms of the rulebook, with how many rules each has of each kind."""
    rooms = [(room, gettext(word), _rules_of(room)) for room, word in ROOM_WORDS.items()]
    return render(request, "web/rulebook.html", {"rooms": [r for r in rooms if r[2]], "crumbs": [("", gettext("规则"))]})


@require_safe
def rules_of_room(request: HttpRequest, room: str) -> HttpResponse:
    """Every rule of a room with its sentence, source and days in force."""
    rules = _rules_of(room)
    if not rules:
        raise Http404
    word = gettext(ROOM_WORDS[room])
    crumbs = [(reverse("rulebook"), gettext("规则")), ("", word)]
    return render(request, "web/rules_of_room.html", {"word": word, "rules": rules, "crumbs": crumbs})


def _rules_of(room: str) -> list[Rule]:
    return sorted((r for r in RULEBOOK.values() if r.room == room), key=lambda r: (r.law[0], int(r.law[1:] or 0), r.name))


def elder(request: HttpRequest) -> HttpResponse:
    """Switch the large-print edition on or off, and remember it."""
    response = _back(request)
    on = request.COOKIES.get("elder") != "1"
    response.set_cookie("elder", "1" if on else "0", max_age=31_536_000, samesite="Lax")
    return response


def language(request: HttpRequest) -> HttpResponse:
    """Switch between Chinese and English, and remember it."""
    response = _back(request)
    other = "zh-hans" if get_language() == "en" else "en"
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, other, max_age=31_536_000, samesite="Lax")
    return response
