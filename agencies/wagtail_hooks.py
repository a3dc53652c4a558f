"""What this room puts into the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from agencies import access
from agencies.desk import RegistrationDesk
from agencies.models import Registration
from agencies.reads import waiting_registrations
from web.desk import DeskPolicy
from web.desk_tile import DeskTile

register_permission_policy(Registration, DeskPolicy(Registration))


@hooks.register("register_admin_viewset")
def register_registration_desk() -> RegistrationDesk:
    """The desk of the formal check."""
    return RegistrationDesk()


@hooks.register("construct_homepage_panels")
def tell_of_waiting_registrations(request: HttpRequest, panels: list[Any]) -> None:
    """The applications that wait in the official's region, on the first page."""
    actor = request.actor  # type: ignore[attr-defined]
    if access.checks_registrations(actor):
        count, by = waiting_registrations(access.registrations_visible_to(actor))
        panels.append(DeskTile("入驻核对", href=reverse("registrations:index"), word="打开入驻申请", count=count, by=by))
