"""The pages of an abnormally low price: the bidder explains, the buyer judges."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bidding import access, reads
from bidding.actions.deciding.explain_price import explain_price
from bidding.actions.deciding.judge_explanation import judge_explanation
from bidding.forms.bids import ExplanationForm, VerdictForm
from bidding.models import Explanation
from bidding.states import ExplanationState
from kernel import clock
from kernel.access import NotFound


def _shown(asked: Explanation) -> dict[str, Any]:
    decision = reads.decision_of(asked.need)
    return {
        "asked": asked,
        "need": asked.need,
        "notice": asked.bid.notice,
        "below": reads.line_words(decision.case, asked.lines) if decision else [],
    }


@login_required
@require_http_methods(["GET", "POST"])
def explain(request: HttpRequest, number: str) -> HttpResponse:
    """The bidder explains its price; after that, what it has said and what came of it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    asked = access.explanation_to_give(actor, number)
    form = ExplanationForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with form.refusing():
            explain_price(actor=actor, number=number, text=form.cleaned_data["text"])
        if form.is_valid():
            messages.success(request, "说明已提交。委托方审查期间，暂停确定中选。")
            return redirect("explain_price", number)
    context = _shown(asked) | {
        "form": form,
        "can_explain": asked.state == ExplanationState.ASKED and clock.now() < asked.explain_by,
        "crumbs": [("/my/bids/", "投标"), (f"/needs/{number}/", number), ("", "低价说明")],
    }
    return render(request, "bidding/explain_price.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, number: str, explanation: int) -> HttpResponse:
    """The buyer reads an explanation and judges it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    asked = access.explanation_to_judge(actor, explanation)
    if asked.need.number != number:
        raise NotFound(number)
    form = VerdictForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        with form.refusing():
            judge_explanation(actor=actor, explanation=explanation, accepts=said["accepts"], reason=said["reason"])
        if form.is_valid():
            messages.success(request, "已采纳说明。" if said["accepts"] else "已不采纳，该报价无效，次序重新公示。")
            return redirect("judge_explanation", number, explanation)
    context = _shown(asked) | {
        "form": form,
        "can_judge": asked.state == ExplanationState.GIVEN,
        "crumbs": [("/my/needs/", "我的需求"), (f"/my/needs/{number}/", number), ("", "审查低价说明")],
    }
    return render(request, "bidding/judge_explanation.html", context, status=422 if form.errors else 200)
