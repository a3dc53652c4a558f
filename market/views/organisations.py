"""Registering an organisation, its members, and choosing for whom one acts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor, ActorKind
from market import access
from market.actions.accept_invitation import accept_invitation
from market.actions.end_membership import end_membership
from market.actions.invite_member import hash_of, invite_member
from market.actions.register_organisation import register_organisation
from market.forms.organisations import ROLES_OF_KIND, InvitationForm, OrganisationForm
from market.middleware import ACTING_FOR, memberships
from market.reads import members_of, open_invitation, open_invitations_of, own_organisation
from market.states import OrganisationKind, Role

HOME = ("/my/", "我的工作台")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Register an organisation; then the person acts for it."""
    actor = _actor(request)
    form = OrganisationForm(request.POST if request.method == "POST" else None, actor=actor)
    crumbs = [HOME, ("", "登记单位")]
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            unit = register_organisation(actor=actor, **form.cleaned_data)
        if form.is_valid():
            if actor.kind is ActorKind.OPERATOR:
                roles = [str(role) for role in ROLES_OF_KIND[OrganisationKind(unit.kind)]]
                token = invite_member(actor=actor, roles=roles, organisation=unit)
                return _show_link(request, token, unit.name)
            request.session[ACTING_FOR] = unit.pk
            return render(request, "market/organisation_done.html", {"unit": unit, "crumbs": crumbs})
    status = 422 if request.method == "POST" else 200
    return render(request, "market/organisation_form.html", {"form": form, "crumbs": crumbs}, status=status)


def _show_link(request: HttpRequest, token: str, name: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("accept_invitation", args=[token]))
    return render(request, "market/invitation_made.html", {"link": link, "name": name, "crumbs": [HOME, ("", "邀请链接")]})


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The organisation for which one acts, and its members."""
    actor = _actor(request)
    if actor.organisation_id is None:
        return redirect("register_organisation")
    at = clock.now()
    role_words = dict(Role.choices)
    members = [
        {"member": each, "words": "、".join(str(role_words[role]) for role in each.roles)}
        for each in members_of(actor.organisation_id, at=at)
    ]
    context = {
        "unit": own_organisation(actor.organisation_id),
        "members": members,
        "waiting": open_invitations_of(actor.organisation_id, at=at),
        "may_manage": actor.has("manage"),
        "form": InvitationForm(actor=actor),
        "crumbs": [HOME, ("", "单位与成员")],
    }
    return render(request, "market/organisation.html", context)


@login_required
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation link and show it once."""
    actor = _actor(request)
    unit = access.managed_organisation(actor)
    form = InvitationForm(request.POST, actor=actor)
    if not form.is_valid():
        context = {"form": form, "crumbs": [HOME, ("/my/organisation/", "单位与成员"), ("", "邀请成员")]}
        return render(request, "market/invitation_form.html", context, status=422)
    return _show_link(request, invite_member(actor=actor, roles=form.cleaned_data["roles"]), unit.name)


@login_required
@require_POST
def end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a membership."""
    end_membership(actor=_actor(request), membership_id=membership_id)
    messages.success(request, "已结束这名成员的任职。")
    return redirect("my_organisation")


@login_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; on POST, join."""
    invitation = open_invitation(hash_of(token), at=clock.now())
    if invitation is None:
        return render(request, "market/invitation_gone.html", status=404)
    if request.method == "POST":
        membership = accept_invitation(actor=_actor(request), token=token)
        request.session[ACTING_FOR] = membership.organisation_id
        messages.success(request, f"您现在可以代表{membership.organisation.name}办事。")
        return redirect("home")
    words = "、".join(str(dict(Role.choices)[role]) for role in invitation.roles)
    return render(request, "market/invitation.html", {"invitation": invitation, "words": words})


@login_required
def switch(request: HttpRequest) -> HttpResponse:
    """Choose for which organisation one acts; only one's own can be chosen."""
    held = memberships(request)
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        found = next((each for each in held if str(each.organisation_id) == chosen), None)
        if found is None:
            raise NotFound
        request.session[ACTING_FOR] = found.organisation_id
        messages.success(request, f"现在代表{found.organisation.name}办事。")
        return redirect("home")
    context = {"held": held, "chosen": _actor(request).organisation_id, "crumbs": [HOME, ("", "切换单位")]}
    return render(request, "market/switch.html", context)
