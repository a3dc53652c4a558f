"""The pages after the decision: the winner's answer, an objection, its answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bidding import access, reads
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.file_objection import file_objection
from bidding.forms.bids import AnswerForm, ConfirmForm, DeclineForm, ObjectionForm
from bidding.reads.notice_of_result import how_chosen
from bidding.reads.ventures import names_of_members, venture_before
from bidding.rules.saying import moment
from bidding.states import AwardState
from kernel import clock
from kernel.access import NotFound


@login_required
@require_http_methods(["GET", "POST"])
def award(request: HttpRequest, number: str) -> HttpResponse:
    """The winner confirms, or gives up; after that, what it has answered."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    offered = access.award_to_answer(actor, number)
    confirms = ConfirmForm(request.POST if request.POST.get("do") == "confirm" else None)
    declines = DeclineForm(request.POST if request.POST.get("do") == "decline" else None, prefix="decline")
    if confirms.is_bound and confirms.is_valid():
        with confirms.refusing():
            confirm_award(actor=actor, number=number)
        if confirms.is_valid():
            messages.success(request, "已确认中选，合同随即生成。")
            return redirect("answer_award", number)
    if declines.is_bound and declines.is_valid():
        decline_award(actor=actor, number=number, reason=declines.cleaned_data["reason"])
        messages.success(request, "已放弃。次序在后的机构会收到通知。")
        return redirect("answer_award", number)
    context = {
        "award": offered,
        "need": offered.need,
        "notice": offered.notice,
        "how_chosen": how_chosen(offered),
        "members": names_of_members(venture_before(offered.notice, offered.agency)),
        "form": declines if declines.errors else confirms,
        "confirms": confirms,
        "declines": declines,
        "can_answer": offered.state == AwardState.OFFERED and clock.now() < offered.confirm_by,
        "crumbs": [("/my/bids/", "投标"), (f"/needs/{number}/", number), ("", "确认中选")],
    }
    status = 422 if confirms.errors or declines.errors else 200
    return render(request, "bidding/award.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody who took part objects to the result."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    need = access.public_need(number)
    access.objector_of(actor)
    form = ObjectionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with form.refusing():
            filed = file_objection(actor=actor, number=number, text=form.cleaned_data["text"])
            messages.success(request, f"异议已提出，委托方最迟 {moment(filed.answer_by)} 答复。答复之前，暂停确定中选。")
        if form.is_valid():
            return redirect("result", number)
    context = {
        "need": need,
        "notice": reads.notice_of(need),
        "form": form,
        "crumbs": [("/needs/", "采购需求"), (f"/needs/{number}/", number), ("", "提出异议")],
    }
    return render(request, "bidding/objection.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str, objection: int) -> HttpResponse:
    """The buyer answers an objection."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    filed = access.objection_to_answer(actor, objection)
    if filed.need.number != number:
        raise NotFound(number)
    form = AnswerForm(request.POST or None, places=reads.places_to_strike(filed.need))
    if form.is_bound and form.is_valid() and filed.answered_at is None:
        with form.refusing():
            answer_objection(actor=actor, objection=objection, **form.said())
        if form.is_valid():
            messages.success(request, "已答复。")
            return redirect("answer_objection", number, objection)
    context = {
        "objection": filed,
        "need": filed.need,
        "form": form,
        "crumbs": [("/my/needs/", "我的需求"), (f"/my/needs/{number}/", number), ("", "答复异议")],
    }
    return render(request, "bidding/answer_objection.html", context, status=422 if form.errors else 200)
