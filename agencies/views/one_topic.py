"""The tasks that are one form: unit, licence, representative, agent, promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies import access, actions
from agencies.forms import AgentForm, LicenceForm, PromiseForm, RepresentativeForm, UnitForm
from agencies.models import Agency
from agencies.rules.promises import PROMISES, VERSION, hash_of_letter
from agencies.views.join import CRUMBS
from web.forms import ZxForm


def onwards(request: HttpRequest) -> HttpResponseRedirect:
    """Back to the check of answers if the reader came from there, else to the list of tasks."""
    return redirect("join_check" if request.GET.get("back") == "check" else "join")


def back_of(request: HttpRequest) -> str:
    """Where the page's own way back leads."""
    return reverse("join_check" if request.GET.get("back") == "check" else "join")


def topic(
    request: HttpRequest, agency: Agency, title: str, form: ZxForm, save: Callable[[dict[str, Any]], object], **more: object
) -> HttpResponse:
    """One topic a page: show its form, save it, go on; refused, show it again with every reason."""
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            save(form.cleaned_data)
        if form.is_valid():
            return onwards(request)
    crumbs = [*CRUMBS, ("", title)]
    context = {"form": form, "title": title, "agency": agency, "back": back_of(request), "crumbs": crumbs, **more}
    return render(request, "agencies/topic.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> tuple[Any, Agency]:
    actor = request.actor  # type: ignore[attr-defined]
    return actor, access.agency_of(actor, to="manage")


def _data(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


@login_required
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest) -> HttpResponse:
    """Confirm the unit by its code."""
    actor, agency = _asked(request)
    known = {
        "code": agency.organisation.uscc,
        "address": agency.address or agency.organisation.address,
        "contact_phone": agency.contact_phone or agency.organisation.contact_phone,
        "introduction": agency.introduction,
    }
    form = UnitForm(**_data(request), initial=known)
    facts = [("单位名称", agency.organisation.name), ("所在地区", agency.organisation.region.name)]
    return topic(request, agency, "核对单位", form, lambda said: actions.save_unit(actor=actor, **said), facts=facts)


@login_required
@require_http_methods(["GET", "POST"])
def licence(request: HttpRequest) -> HttpResponse:
    """Hand in the business licence."""
    actor, agency = _asked(request)
    return topic(
        request,
        agency,
        "上传营业执照",
        LicenceForm(**_data(request)),
        lambda said: actions.save_licence(actor=actor, file=said["file"]),
        paper=agency.licence,
    )


@login_required
@require_http_methods(["GET", "POST"])
def representative(request: HttpRequest) -> HttpResponse:
    """Name the legal representative."""
    actor, agency = _asked(request)
    form = RepresentativeForm(**_data(request), initial={"name": agency.legal_representative})
    return topic(request, agency, "填写法定代表人", form, lambda said: actions.save_representative(actor=actor, **said))


@login_required
@require_http_methods(["GET", "POST"])
def agent(request: HttpRequest) -> HttpResponse:
    """Name the agent, with the authorisation."""
    actor, agency = _asked(request)
    known = {"name": agency.agent_name, "phone": agency.agent_phone, "until": agency.agent_until}
    form = AgentForm(**_data(request), initial=known, has_paper=agency.authorisation_id is not None)
    save = lambda said: actions.save_agent(actor=actor, **said)  # noqa: E731
    return topic(request, agency, "填写代理人，上传授权书", form, save, paper=agency.authorisation)


@login_required
@require_http_methods(["GET", "POST"])
def promises(request: HttpRequest) -> HttpResponse:
    """Read and make the ten promises."""
    actor, agency = _asked(request)
    made = agency.promised_at if agency.promises_hash == hash_of_letter() else None
    letter = {"promises": PROMISES, "version": VERSION, "hash": hash_of_letter(), "made": made}
    save = lambda said: actions.make_promises(actor=actor)  # noqa: E731
    return topic(request, agency, "签署十项承诺", PromiseForm(**_data(request)), save, **letter)
