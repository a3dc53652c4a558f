"""A department's budget lines: how much of each is free, and what its needs hold."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from budgets import access, reads
from budgets.actions.declare_line import declare_line
from budgets.forms import LineForm
from budgets.models import BudgetLine
from budgets.states import Pot
from kernel.actors import Actor

HOME = ("/my/", "我的工作台")
LOOKS = {Pot.SPENT: "zx-f1", Pot.COMMITTED: "zx-f2", Pot.RESERVED: "zx-fq"}


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def parts_of(line: BudgetLine) -> list[dict[str, str | int]]:
    """The held parts of a line for its bar: word, fen, look, and where each begins and how wide it is, in percent."""
    parts: list[dict[str, str | int]] = []
    before = 0
    for pot, fen in ((Pot.SPENT, line.spent_fen), (Pot.COMMITTED, line.committed_fen), (Pot.RESERVED, line.reserved_fen)):
        said = {"start": _percent(before, line.limit_fen), "percent": _percent(fen, line.limit_fen)}
        parts.append({"word": str(pot.label), "fen": fen, "look": LOOKS[pot], **said})
        before += fen
    return parts


def _percent(fen: int, limit_fen: int) -> str:
    whole, rest = divmod(fen * 1_000 // limit_fen, 10)
    return f"{whole}.{rest}"


@login_required
@require_safe
def budget_lines(request: HttpRequest) -> HttpResponse:
    """The lines of the department, each with its sums."""
    lines = list(access.lines_visible_to(_actor(request)))
    context = {"lines": lines, "crumbs": [HOME, ("", "预算项目")]}
    return render(request, "budgets/lines.html", context)


@login_required
@require_safe
def budget_line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line with everything that moved on it, the newest first."""
    line = access.line_to_see(_actor(request), pk)
    context = {
        "line": line,
        "parts": parts_of(line),
        "movements": reads.movements_of(line),
        "crumbs": [HOME, ("/my/budget/", "预算项目"), ("", line.code)],
    }
    return render(request, "budgets/line.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_budget_line(request: HttpRequest) -> HttpResponse:
    """Declare a line."""
    actor = _actor(request)
    access.department_of(actor)
    form = LineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            declare_line(actor=actor, **form.cleaned_data)
        if not form.errors:
            return redirect("budget_lines")
    context = {"form": form, "crumbs": [HOME, ("/my/budget/", "预算项目"), ("", "申报预算项目")]}
    return render(request, "budgets/new_line.html", context, status=422 if form.errors else 200)
