"""The buyer's page of a direct choice: who may serve, what the rules say of one, and the choice."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bidding import access, reads
from bidding.actions.choosing.choose_agency import choose_agency
from bidding.actions.choosing.pick_agency import pick_agency
from bidding.forms.choosing import ChoiceForm, PickForm
from bidding.reads.choosing import MOST, candidate, candidates
from bidding.reads.shortlist import drawn_list, listed_in
from bidding.states import Funding, Method, NeedState
from bidding.views.drafting import actor_of, crumbs_to, posted
from kernel import clock
from kernel.access import NotFound


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Look for an agency, see every rule about it, choose it with a reason."""
    need = access.need_to_steer(actor_of(request), number)
    if need.method != Method.DIRECT_CHOICE or need.published_at is None:
        raise NotFound(number)
    notice = reads.notice_of(need)
    must_say_why = notice.funding == Funding.FISCAL
    form = ChoiceForm(posted(request), must_say_why=must_say_why)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            choose_agency(actor=actor_of(request), number=number, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "已选定，结果已公开。机构会收到确认通知。")
            return redirect("my_need", number)
    wanted = request.POST.get("agency", "") or request.GET.get("agency", "")
    words = request.GET.get("q", "").strip()[:60]
    context = {
        "need": need,
        "notice": notice,
        "form": form,
        "waits": need.state == NeedState.CHOOSING,
        "found": candidate(need, wanted, at=clock.now()) if wanted and need.state == NeedState.CHOOSING else None,
        "rows": candidates(need, words) if need.state == NeedState.CHOOSING else [],
        "words": words,
        "most": MOST,
        "must_say_why": must_say_why,
        "gone": need.awards.select_related("agency__organisation").order_by("pk"),
        "crumbs": crumbs_to(need, ("", "选定机构")),
    }
    return render(request, "bidding/choose.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest, number: str) -> HttpResponse:
    """The short list in the drawn order; pick one, with a reason."""
    need = access.need_to_steer(actor_of(request), number)
    drawn = drawn_list(need)
    form = PickForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            pick_agency(actor=actor_of(request), number=number, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "已择定，结果进入公示。")
            return redirect("my_need", number)
    context = {
        "need": need,
        "notice": reads.notice_of(need),
        "form": form,
        "waits": need.state == NeedState.SHORTLISTED,
        "listed": listed_in(drawn),
        "crumbs": crumbs_to(need, ("", "从入围名单择定")),
    }
    return render(request, "bidding/pick.html", context, status=422 if form.errors else 200)
