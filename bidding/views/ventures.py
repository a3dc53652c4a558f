"""The pages of joint ventures: propose one, consent to it or not, leave it, see one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bidding import access, reads
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.decline_venture import decline_venture
from bidding.actions.ventures.leave_venture import leave_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.forms.ventures import VentureForm
from bidding.models import Venture
from bidding.reads import ventures
from bidding.states import VentureState
from kernel import clock
from kernel.access import NotFound
from kernel.life import TransitionNotAllowed

ANSWERS: dict[str, tuple[Callable[..., Venture], str]] = {
    "agree": (agree_to_venture, "已同意。全部成员同意后，联合体成立并写入公开记录。"),
    "decline": (decline_venture, "已回复不同意，这个联合体没有成立。"),
    "leave": (leave_venture, "联合体已解散。"),
}


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """The lead writes the joint agreement and asks its members to consent."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lead = access.agency_to_bid(actor)
    need = access.public_need(number)
    notice = reads.notice_of(need)
    if not notice.admits_ventures:
        raise NotFound(number)
    form = VentureForm(request.POST or None, notice=notice, lead=lead.organisation.uscc)
    if form.is_bound and form.is_valid():
        with form.refusing():
            venture = propose_venture(actor=actor, number=number, parts=form.parts())
        if form.is_valid():
            messages.success(request, "已发给各成员。全部同意后联合体成立，由您报名。")
            return redirect("venture", venture.agreement)
    crumbs = [("/needs/", "采购需求"), (f"/needs/{number}/", number), ("", "组成联合体")]
    context = {"form": form, "need": need, "notice": notice, "lead": lead.organisation, "crumbs": crumbs}
    return render(request, "bidding/propose_venture.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def venture(request: HttpRequest, agreement: str) -> HttpResponse:
    """A joint venture for its parties: what is agreed, who has consented, and what the reader may do."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    mine = access.part_to_see(actor, agreement)
    if request.method == "POST":
        verb, said = ANSWERS.get(request.POST.get("answer", ""), (None, ""))
        if verb is not None:
            try:
                verb(actor=actor, agreement=agreement)
                messages.success(request, said)
            except TransitionNotAllowed:
                messages.warning(request, "这个联合体的状态已经改变，没有改动。")
        return redirect("venture", agreement)
    found = ventures.venture_by_agreement(agreement)
    need = found.need
    is_before_closing = need.state == "open" and need.closes_at is not None and clock.now() < need.closes_at
    context = {
        "venture": found,
        "need": need,
        "notice": reads.notice_of(need),
        "mine": mine,
        "leads": found.lead_id == mine.agency_id,
        "may_answer": is_before_closing and found.state == VentureState.PROPOSED and mine.agreed_at is None,
        "may_leave": is_before_closing and found.state in {VentureState.PROPOSED, VentureState.AGREED} and mine.agreed_at,
        "bid": ventures.bid_of(found),
        "joins_elsewhere": ventures.joins_elsewhere(need, mine.agency, beside=found),
        "crumbs": [("/my/", "我的"), ("/my/ventures/", "联合体"), ("", need.number)],
    }
    return render(request, "bidding/venture.html", context)


@login_required
@require_safe
def my_ventures(request: HttpRequest) -> HttpResponse:
    """The joint ventures to which one's agency is a party, the newest first."""
    agency = access.agency_to_look(request.actor)  # type: ignore[attr-defined]
    page = Paginator(ventures.ventures_with(agency), 20).get_page(request.GET.get("page"))
    context = {"page": page, "agency": agency, "crumbs": [("/my/", "我的"), ("", "联合体")]}
    return render(request, "bidding/my_ventures.html", context)
