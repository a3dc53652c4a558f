"""The desk of the formal check: an official sees the applications of the region, admits, or returns with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies import access, actions, reads
from agencies.models import Registration
from agencies.rules.registration import TASKS
from agencies.states import RegistrationState
from kernel import clock
from kernel.actors import Actor
from web.desk import Desk, DeskAct
from web.forms import ZxForm


class ReasonsForm(ZxForm):
    """A reason for each task that must be mended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for task, word in TASKS.items():
            self.fields[task] = forms.CharField(
                label=word, required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
            )


class Admit(DeskAct):
    """Admit after the formal check."""

    word = "通过"
    done = "已通过，机构页面已公开"
    template_name = "agencies/desk/admit.html"

    @classmethod
    def possible(cls, thing: Registration) -> bool:
        """While it waits."""
        return thing.state == RegistrationState.SUBMITTED

    def act(self, thing: Registration, said: Mapping[str, Any]) -> None:
        """Admit."""
        actions.admit_registration(actor=self.actor, registration_id=thing.pk)


class Return(DeskAct):
    """Return with a remark beside each task that must be mended."""

    word = "退回修改"
    icon = "rotate"
    done = "已退回，理由已告知申请人"
    template_name = "agencies/desk/return.html"
    form_class = ReasonsForm

    @classmethod
    def possible(cls, thing: Registration) -> bool:
        """While it waits."""
        return thing.state == RegistrationState.SUBMITTED

    def act(self, thing: Registration, said: Mapping[str, Any]) -> None:
        """Return."""
        reasons = {task: str(reason).strip() for task, reason in said.items() if reason}
        actions.return_registration(actor=self.actor, registration_id=thing.pk, reasons=reasons)


class RegistrationDesk(Desk):
    """Applications handed in within the official's region."""

    model = Registration
    name = "registrations"
    icon = "clipboard-list"
    menu_label = "入驻核对"
    menu_order = 100
    add_to_admin_menu = True
    list_display = ("number", "applicant", "place", "said_state", "submitted_at", "due_at")
    list_filter = ("state",)
    list_export = ("number", "applicant", "place", "said_state", "submitted_at", "due_at", "decided_at", "by_silence")
    ordering = ("-decided_at", "due_at", "pk")  # PostgreSQL puts those without an answer first
    search_fields = ("number", "agency__organisation__name", "agency__organisation__uscc")
    inspect_template_name = "agencies/desk/registration.html"
    acts = {"admit": Admit, "return": Return}

    def open_to(self, actor: Actor) -> bool:
        """Officials who check registrations."""
        return access.checks_registrations(actor)

    def visible_to(self, actor: Actor) -> QuerySet[Registration]:
        """Those handed in within the actor's region."""
        return access.registrations_visible_to(actor)

    def told_of(self, thing: Registration) -> dict[str, Any]:
        """Every answer and every file."""
        agency = thing.agency
        return {
            "agency": agency,
            "facts": reads.registration_facts(thing, clock.now()),
            "services": reads.offered_services(agency),
            "certificates": list(agency.certificates.order_by("pk")),
            "practitioners": list(agency.practitioners.order_by("kind", "pk")),
            "ties": list(agency.ties.order_by("pk")),
            "controllers": list(agency.controllers.order_by("pk")),
            "reasons": [(TASKS.get(task, task), reason) for task, reason in thing.reasons.items()],
        }
