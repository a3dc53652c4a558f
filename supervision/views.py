"""The pages of inspections: the public list, one of them with its draws, and the organ's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kernel import clock
from kernel.access import NotFound
from market.reads import items_on, own_organisation
from supervision import access, reads
from supervision.actions.announce_inspection import announce_inspection
from supervision.actions.list_inspector import list_inspector
from supervision.actions.show_number import show_number
from supervision.actions.unlist_inspector import unlist_inspector
from supervision.forms import InspectionForm, InspectorForm, NumberForm
from supervision.sheets import page_of

PAGE = 20
_HOME = [("/my/", "我的"), ("/my/inspections/", "检查")]


@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """Every inspection that was announced, the newest first."""
    page = Paginator(access.visible_to(request.actor), PAGE).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    return render(request, "supervision/inspections.html", {"page": page, "crumbs": [("", "双随机检查")]})


@require_safe
def inspection(request: HttpRequest, number: str) -> HttpResponse:
    """What was announced, who contributed, both lists and orders, and the button that derives them again."""
    page = page_of(access.inspection(number))
    context = {"page": page, "inspection": page.inspection, "plain": page.plain()}
    context["crumbs"] = [(reverse("inspections"), "双随机检查"), ("", number)]
    return render(request, "supervision/inspection.html", context)


@require_safe
def inspection_json(request: HttpRequest, number: str) -> JsonResponse:
    """What the page derives again, as a file; once it is drawn."""
    page = page_of(access.inspection(number))
    if not page.sheets:
        raise NotFound(number)
    response = JsonResponse(page.plain(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{number}-draw.json"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_inspections(request: HttpRequest) -> HttpResponse:
    """The organ's inspections and its pool of inspectors: who is in it, take in, take out."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    organ_id = access.organ_of(actor)
    if request.POST.get("unlist"):
        unlist_inspector(actor=actor, code=request.POST["unlist"])
        return redirect("my_inspections")
    form = InspectorForm(request.POST if request.method == "POST" else None, officials=reads.officials_of(organ_id))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            listed = list_inspector(actor=actor, **form.says())
        if form.is_valid():
            messages.success(request, f"已入库，编号 {listed.code}。")
            return redirect("my_inspections")
    context = {
        "form": form,
        "page": Paginator(reads.inspections_of(organ_id), PAGE).get_page(request.GET.get("page")),
        "to_show": {each.number for each in reads.to_show(organ_id, clock.now())},
        "pool": reads.pool_of(organ_id),
        "crumbs": [("/my/", "我的"), ("", "检查")],
    }
    return render(request, "supervision/my_inspections.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_inspection(request: HttpRequest) -> HttpResponse:
    """Announce an inspection; the organ's number is made in the browser and only its commitment is sent."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    organ = own_organisation(access.organ_of(actor, to="decide"))
    choices: dict[str, Any] = {"regions": reads.regions_under(organ.region.code), "items": items_on(clock.today())}
    number = reads.next_inspection_number(clock.now())
    posted = request.POST if request.method == "POST" else None
    form = InspectionForm(posted, initial={"number": number, "agencies": 3, "inspectors": 2}, **choices)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            made = announce_inspection(actor=actor, **form.says())
        if form.is_valid():
            messages.success(request, "检查已公告。一小时十分钟后请回来出示留存的数。")
            return redirect("inspection", made.number)
    if form.errors:
        again = request.POST.copy()
        again["number"], again["commit"] = number, ""  # the page makes a new number of the organ's own under it
        form.data = again
    context = {"form": form, "number": number, "organ": organ, "crumbs": [*_HOME, ("", "公告检查")]}
    return render(request, "supervision/new_inspection.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show the number that the organ kept."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = access.own_inspection(actor, number, to="decide")
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            show_number(actor=actor, number=number, value=form.cleaned_data["value"])
        if form.is_valid():
            messages.success(request, "已出示，写入公开记录。")
            return redirect("inspection", number)
    context = {"form": form, "inspection": found, "crumbs": [*_HOME, ("", f"出示 {number}")]}
    return render(request, "supervision/show_number.html", context, status=422 if form.errors else 200)
