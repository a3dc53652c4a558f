"""The operator's page for a new edition of the list: upload, dry run, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kernel.actors import Actor
from market import access
from market.actions.import_list import ListRead, import_list
from market.forms.organisations import ListFileForm
from market.reads import has_edition
from market.sheets import LIST_COLUMNS


@login_required
def bring(request: HttpRequest) -> HttpResponse:
    """Show what a file would do, with every fault by row and column; publish it when the operator confirms."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    access.keeper_of_the_list(actor)
    confirmed = "confirm" in request.POST
    form = ListFileForm(request.POST, request.FILES) if request.method == "POST" else ListFileForm()
    read: ListRead | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with form.refusing():
            read = import_list(
                actor=actor,
                text=data["text"],
                name=data["name"],
                effective_on=data["effective_on"],
                is_official=data["is_official"],
                dry_run=not confirmed,
            )
        if read and read.edition:
            messages.success(request, f"已公布：生效 {read.in_force} 项，待补充 {len(read.waiting)} 项。")
            return redirect("items")
    wrong = request.method == "POST" and (read is None or bool(read.faults))
    context = {
        "form": form,
        "read": read,
        "text": form.cleaned_data.get("text", "") if form.is_bound and form.is_valid() else "",
        "columns": LIST_COLUMNS.values(),
        "has_edition": has_edition(),
        "crumbs": [("/my/", "我的工作台"), ("", "导入清单")],
    }
    return render(request, "market/import_list.html", context, status=422 if wrong else 200)
