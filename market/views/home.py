"""The role's home: what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from kernel import clock
from kernel.actors import Actor
from web.panels import panels_for, waiting

GREETINGS = ((6, "夜深了"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))


def greeting(hour: int) -> str:
    """How one greets at that hour in Beijing."""
    return next(word for until, word in GREETINGS if hour < until)


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """`/my/`: the panels of every room for this actor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    providers: Sequence[str] = import_string(settings.PANELS_WIRING)
    panels = panels_for(actor, providers)
    now = clock.now()
    context = {
        "panels": panels,
        "acts": [panel.act for panel in panels if panel.act],
        "waiting": waiting(panels),
        "greeting": greeting(now.astimezone(clock.BEIJING).hour),
        "today": clock.day_of(now),
        "crumbs": [("", "我的工作台")],
    }
    return render(request, "market/home.html", context)
