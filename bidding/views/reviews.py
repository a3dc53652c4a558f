"""The pages of an expert: my reviews, a need's plans, score one, lock, stand aside; and the operator's pool."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bidding import access, reads
from bidding.actions.scoring.list_expert import list_expert
from bidding.actions.scoring.lock_scores import lock_scores
from bidding.actions.scoring.score_plan import score_plan
from bidding.actions.scoring.stand_aside import stand_aside
from bidding.actions.scoring.unlist_expert import unlist_expert
from bidding.forms.experts import ExpertForm
from bidding.forms.scoring import AsideForm, SheetForm
from bidding.models import Plan, Seat
from bidding.reads import plan_files, scoring
from kernel import clock
from kernel.access import NotFound

_HOME = [("/my/reviews/", "方案评审")]


def _can_score(seat: Seat) -> bool:
    is_open = scoring.is_scoring(seat.panel.need) and clock.now() < seat.score_by
    return is_open and seat.locked_at is None and seat.left_at is None


@never_cache
@login_required
@require_safe
def my_reviews(request: HttpRequest) -> HttpResponse:
    """Every need for which one was drawn, the newest first."""
    expert = access.expert_of(request.actor)  # type: ignore[attr-defined]
    context = {"expert": expert, "seats": scoring.seats_of(expert.person_id), "crumbs": [("", "方案评审")]}
    return render(request, "bidding/my_reviews.html", context)


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, number: str) -> HttpResponse:
    """The plans of a need by their numbers, how far one's sheet is, and the lock."""
    seat = access.seat_to_score(request.actor, number)  # type: ignore[attr-defined]
    need = seat.panel.need
    notice = reads.notice_of(need)
    criteria = scoring.reviewed_criteria(notice)
    context = {
        "need": need,
        "notice": notice,
        "seat": seat,
        "rows": scoring.progress_of(seat, criteria),
        "criteria": criteria,
        "points": sum(each.points for each in criteria),
        "unscored": scoring.unscored(seat, notice),
        "can_score": _can_score(seat),
        "crumbs": [*_HOME, ("", number)],
    }
    return render(request, "bidding/review.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: HttpRequest, number: str, plan: int) -> HttpResponse:
    """One plan and its score form."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = access.seat_to_score(actor, number)
    found = plan_to_read(seat, plan)
    notice = reads.notice_of(seat.panel.need)
    criteria = scoring.reviewed_criteria(notice)
    form = SheetForm(request.POST if request.method == "POST" else None, criteria=criteria, initial=scoring.given_to(seat, found))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            score_plan(actor=actor, number=number, plan=plan, given=form.given())
        if form.is_valid():
            return redirect("review", number)
    context = {"need": seat.panel.need, "notice": notice, "form": form, "plan": found, "place": plan}
    context["files"] = plan_files.files_of(found)
    context["crumbs"] = [*_HOME, (f"/my/reviews/{number}/", number), ("", f"方案 {plan}")]
    return render(request, "bidding/score_plan.html", context, status=422 if form.errors else 200)


def plan_to_read(seat: Seat, place: int) -> Plan:
    """A plan to read, for whoever may score it now."""
    plans = scoring.opened_plans(seat.panel.need)
    if not _can_score(seat) or not 1 <= place <= len(plans):
        raise NotFound(str(place))
    return plans[place - 1]


@login_required
@require_POST
def lock(request: HttpRequest, number: str) -> HttpResponse:
    """Lock one's sheet for good."""
    lock_scores(actor=request.actor, number=number)  # type: ignore[attr-defined]
    messages.success(request, "评分表已锁定。全部专家锁定后，每项评分和理由写入公开记录，然后才开启报价。")
    return redirect("review", number)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def aside(request: HttpRequest, number: str) -> HttpResponse:
    """Ask once more, then leave the seat."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = access.seat_to_score(actor, number)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            stand_aside(actor=actor, number=number, reason=form.cleaned_data["reason"])
        if form.is_valid():
            messages.success(request, "已回避，由抽取次序的下一位递补。")
            return redirect("my_reviews")
    context = {"need": seat.panel.need, "form": form, "crumbs": [*_HOME, (f"/my/reviews/{number}/", number), ("", "回避")]}
    return render(request, "bidding/stand_aside.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: HttpRequest) -> HttpResponse:
    """The operator's pool: who is in it, take in, take out."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    access.may_keep_the_pool(actor)
    if request.POST.get("unlist"):
        unlist_expert(actor=actor, code=request.POST["unlist"])
        return redirect("experts")
    form = ExpertForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        listed = list_expert(actor=actor, **form.says())
        messages.success(request, f"已入库，编号 {listed.code}。")
        return redirect("experts")
    pool = scoring.whole_pool()
    context = {
        "form": form,
        "page": Paginator(pool, 50).get_page(request.GET.get("page")),
        "crumbs": [("/my/", "我的"), ("", "专家库")],
    }
    context["listed"] = pool.filter(unlisted_at=None).count()
    return render(request, "bidding/experts.html", context, status=422 if form.errors else 200)
