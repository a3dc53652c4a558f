"""Joining: the start page, the task list, the check of answers, the confirmation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies import access, actions, reads
from agencies.forms import DeclarationForm
from agencies.models import Agency
from agencies.states import RegistrationState, Standing
from agencies.views.progress import progress_of
from kernel import clock
from kernel.actors import ActorKind
from kernel.calendar import unpublished_years
from market.reads import operator_phone
from web.forms import ZxForm

CRUMBS = [("/my/", "工作台"), ("/my/agency/", "机构入驻")]


def _own(request: HttpRequest) -> Agency | None:
    actor = request.actor  # type: ignore[attr-defined]
    return access.agency_if_begun(actor)


@require_GET
def join(request: HttpRequest) -> HttpResponse:
    """Before it is begun, what joining asks and how long it takes; then the list of tasks; then the agency's own desk."""
    actor = request.actor  # type: ignore[attr-defined]
    agency = _own(request)
    if agency is None or (agency.standing == Standing.REMOVED):
        may_start = actor.kind is ActorKind.AGENCY
        return render(
            request, "agencies/start.html", {"may_start": may_start, "agency": agency, "crumbs": CRUMBS, "now": clock.now()}
        )
    registration = reads.newest_registration(agency)
    if registration is None:
        return render(request, "agencies/start.html", {"may_start": True, "agency": agency, "crumbs": CRUMBS})
    if agency.standing != Standing.UNLISTED:
        return _member(request, agency)
    if registration.state == RegistrationState.SUBMITTED:
        return redirect("join_done")
    context = {"agency": agency, "registration": registration, "progress": progress_of(agency, registration)}
    return render(request, "agencies/tasks.html", {**context, "crumbs": CRUMBS})


def _member(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The desk of an agency that has joined: what it may change, at once and on the record."""
    context = {
        "agency": agency,
        "services": reads.offered_services(agency),
        "today": clock.today(),
        "certificates": list(agency.certificates.order_by("valid_until")),
        "practitioners": agency.practitioners.count(),
        "ties": agency.ties.count(),
        "controllers": agency.controllers.count(),
        "crumbs": [("/my/", "工作台"), ("", "机构资料")],
    }
    return render(request, "agencies/member.html", context)


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin."""
    actions.start_registration(actor=request.actor)  # type: ignore[attr-defined]
    return redirect("join")


@login_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Check the answers, declare, hand in. A second press of the button finds it handed in."""
    actor = request.actor  # type: ignore[attr-defined]
    agency = access.agency_of(actor, to="manage")
    registration = reads.newest_registration(agency)
    if registration is None:
        return redirect("join")
    if registration.state in {RegistrationState.SUBMITTED, RegistrationState.ADMITTED}:
        return redirect("join_done")
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            actions.submit_registration(actor=actor)
        if form.is_valid():
            return redirect("join_done")
    context = {
        "form": form,
        "agency": agency,
        "services": reads.offered_services(agency),
        "certificates": list(agency.certificates.order_by("pk")),
        "people": reads.people_by_kind(agency),
        "ties": list(agency.ties.order_by("pk")),
        "controllers": list(agency.controllers.order_by("pk")),
        "asks_certificates": any(each.needs_certificate for each in reads.offered_services(agency)),
        "crumbs": [*CRUMBS, ("", "核对并提交")],
    }
    return _formed(request, "agencies/check.html", form, context)


@login_required
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """What was handed in, under which number, what happens next and when."""
    agency = access.agency_of(request.actor)  # type: ignore[attr-defined]
    registration = reads.newest_registration(agency)
    if registration is None or registration.submitted_at is None or registration.due_at is None:
        return redirect("join")
    years = unpublished_years(clock.day_of(registration.submitted_at), clock.day_of(registration.due_at))
    context = {"agency": agency, "registration": registration, "unpublished": years, "phone": operator_phone()}
    context["crumbs"] = [*CRUMBS, ("", "已提交")]
    return render(request, "agencies/done.html", context)


def _formed(request: HttpRequest, template: str, form: ZxForm, context: dict[str, object]) -> HttpResponse:
    """A page with a form: 422 when it was refused."""
    return render(request, template, context, status=422 if form.errors else 200)
