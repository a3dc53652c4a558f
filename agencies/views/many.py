"""The tasks that are lists: services, certificates, practitioners, ties, controllers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies import access, actions, reads
from agencies.forms import CertificateForm, ControlForm, PractitionerForm, ServiceForm, TieForm
from agencies.models import Agency, OfferedService
from agencies.views.join import CRUMBS
from agencies.views.one_topic import back_of, topic
from kernel import clock
from kernel.access import NotFound


def _asked(request: HttpRequest) -> tuple[Any, Agency]:
    actor = request.actor  # type: ignore[attr-defined]
    return actor, access.agency_of(actor, to="manage")


def _data(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def _list(request: HttpRequest, name: str, title: str, **context: object) -> HttpResponse:
    crumbs = [*CRUMBS, ("", title)]
    return render(request, f"agencies/{name}.html", {"title": title, "crumbs": crumbs, "back": back_of(request), **context})


@login_required
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """The services offered."""
    _, agency = _asked(request)
    return _list(request, "services", "服务事项", services=reads.offered_services(agency), agency=agency)


@login_required
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Offer a service, or change an offer."""
    actor, agency = _asked(request)
    held = OfferedService() if pk is None else agency.services.filter(pk=pk).first()
    if held is None:
        raise NotFound
    items = [(each.code, f"{each.code} {each.name}") for each in reads.items_of_the_day(clock.today())]
    names = ("item_code", "name", "conditions", "workflow", "days", "fee_text")
    known = {name: getattr(held, name) for name in names}
    known["fee_from_fen"] = "" if held.fee_from_fen is None else f"{held.fee_from_fen // 100}.{held.fee_from_fen % 100:02d}"
    form = ServiceForm(**_data(request), initial=known, items=items)

    def save(said: dict[str, Any]) -> None:
        actions.offer_service(actor=actor, service_id=pk, **said)

    response = topic(request, agency, "填写服务", form, save, own_name=held.name)
    return redirect("join_services") if response.status_code == 302 and "back" not in request.GET else response


@login_required
@require_POST
def withdraw_service(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an offer."""
    actions.withdraw_service(actor=request.actor, service_id=pk)  # type: ignore[attr-defined]
    return redirect("join_services")


@login_required
@require_http_methods(["GET", "POST"])
def certificates(request: HttpRequest) -> HttpResponse:
    """The certificates held, and a form for one more."""
    actor, agency = _asked(request)
    asked = [each for each in reads.offered_services(agency) if each.needs_certificate]
    form = CertificateForm(**_data(request), services=[(each.pk, each.name) for each in asked])

    def save(said: dict[str, Any]) -> None:
        chosen = [int(pk) for pk in said.pop("services", [])]
        actions.add_certificate(actor=actor, services=chosen, **said)

    held = list(agency.certificates.prefetch_related("services").order_by("valid_until"))
    response = topic(request, agency, "登记证书", form, save, held=held, kind="certificates", asked=asked, today=clock.today())
    return redirect("join_certificates") if response.status_code == 302 and "back" not in request.GET else response


@login_required
@require_POST
def drop_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a certificate off the register."""
    actions.drop_certificate(actor=request.actor, certificate_id=pk)  # type: ignore[attr-defined]
    return redirect("join_certificates")


@login_required
@require_http_methods(["GET", "POST"])
def practitioners(request: HttpRequest) -> HttpResponse:
    """The qualified people, and a form for one more."""
    actor, agency = _asked(request)
    if request.method == "POST" and "none" in request.POST:
        actions.declare_practitioners(actor=actor)
        return redirect(back_of(request))
    form = PractitionerForm(**_data(request))
    held = list(agency.practitioners.order_by("kind", "pk"))
    save = lambda said: actions.add_practitioner(actor=actor, **said)  # noqa: E731
    response = topic(request, agency, "登记从业人员", form, save, held=held, kind="practitioners")
    return redirect("join_practitioners") if response.status_code == 302 else response


@login_required
@require_POST
def drop_practitioner(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person off the register."""
    actions.drop_practitioner(actor=request.actor, practitioner_id=pk)  # type: ignore[attr-defined]
    return redirect("join_practitioners")


@login_required
@require_http_methods(["GET", "POST"])
def ties(request: HttpRequest) -> HttpResponse:
    """The ties declared, and a form for one more; or the declaration that there are no more."""
    actor, agency = _asked(request)
    if request.method == "POST" and "none" in request.POST:
        actions.declare_no_ties(actor=actor)
        return redirect(back_of(request))
    form = TieForm(**_data(request))
    held = list(agency.ties.order_by("pk"))
    save = lambda said: actions.declare_tie(actor=actor, **said)  # noqa: E731
    response = topic(
        request, agency, "申报利害关系", form, save, held=held, kind="ties", controllers=list(agency.controllers.order_by("pk"))
    )
    return redirect("join_ties") if response.status_code == 302 else response


@login_required
@require_POST
def drop_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a tie that has ended."""
    actions.drop_tie(actor=request.actor, tie_id=pk)  # type: ignore[attr-defined]
    return redirect("join_ties")


@login_required
@require_http_methods(["GET", "POST"])
def controllers(request: HttpRequest) -> HttpResponse:
    """Who controls the agency, and a form for one more."""
    actor, agency = _asked(request)
    form = ControlForm(**_data(request))
    held = list(agency.controllers.order_by("pk"))
    save = lambda said: actions.declare_control(actor=actor, **said)  # noqa: E731
    response = topic(request, agency, "申报控股、管理关系", form, save, held=held, kind="controllers")
    return redirect("join_controllers") if response.status_code == 302 else response


@login_required
@require_POST
def drop_control(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a control that has ended."""
    actions.drop_control(actor=request.actor, control_id=pk)  # type: ignore[attr-defined]
    return redirect("join_controllers")
