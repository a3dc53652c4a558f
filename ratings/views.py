"""The pages of evaluations and scores."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import OFFICIALS
from kernel import clock
from kernel.access import NotFound
from ratings import access, reads
from ratings.actions import answer_objection, object_to_evaluation, record_evaluation, reply_to_evaluation
from ratings.forms import EvaluationForm, SettleForm, TextForm
from ratings.rules.evaluation import CRITERIA
from ratings.rules.formula import BY_CODE, EDITIONS

LIST = ("/my/ratings/", "评价")
HOME = ("/my/", "我的")
PART_WORDS = {"buyer": "委托方评价", "department": "主管部门评价", "platform": "平台事实（按时交付）"}
PER_PAGE = 20


@login_required
@require_safe
def my_ratings(request: HttpRequest) -> HttpResponse:
    """What there is to rate, and what was given or got."""
    actor = request.actor  # type: ignore[attr-defined]
    page = Paginator(access.evaluations_visible_to(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [HOME, ("", "评价")],
        "to_rate": list(reads.unrated_by(actor.organisation_id)[:PER_PAGE]) if actor.has("buy") else [],
        "page": page,
        "actor": actor,
    }
    return render(request, "ratings/my_ratings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """Rate one contract."""
    actor = request.actor  # type: ignore[attr-defined]
    contract, side = access.side_to_rate(actor, reads.contract_to_rate(number))
    given = reads.evaluation_of(contract, side)
    if given:
        return redirect("evaluation", pk=given.pk)
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            record_evaluation(actor=actor, contract=number, scores=form.scores, reasons=form.cleaned_data["reasons"])
        if form.is_valid():
            messages.success(request, "评价已计入。机构可以答复，也可以在期限内提出异议。")
            return redirect("my_ratings")
    context = {"crumbs": [HOME, LIST, ("", "评价这份合同")], "form": form, "contract": contract}
    return render(request, "ratings/rate.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation with its reply and objection, and the forms for what the reader may do."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.evaluation_for(actor, pk)
    rated = actor.organisation_id == found.agency.organisation_id
    forms = {
        "reply": TextForm(label="答复", prefix="reply") if rated and not found.reply else None,
        "object": TextForm(label="异议和理由", prefix="object") if rated and _may_object(found) else None,
        "settle": SettleForm(prefix="settle") if actor.kind in OFFICIALS and found.state == "objected" else None,
    }
    act = request.POST.get("act", "")
    if request.method == "POST":
        form: Any = {"reply": TextForm, "object": TextForm, "settle": SettleForm}.get(act, TextForm)(request.POST, prefix=act)
        forms[act] = form
        if form.is_valid():
            with form.refusing():
                _do(act, actor, pk, form.cleaned_data)
            if form.is_valid():
                return redirect("evaluation", pk=pk)
    bad = next((form for form in forms.values() if form and form.errors), None)
    context = {"crumbs": [HOME, LIST, ("", "评价详情")], "evaluation": found, "forms": forms, "form": bad, "rated": rated}
    return render(request, "ratings/evaluation.html", context, status=422 if bad else 200)


def _may_object(found: Any) -> bool:
    return found.state == "recorded" and clock.now() < found.object_by


def _do(act: str, actor: Any, pk: int, data: dict[str, Any]) -> None:
    if act == "reply":
        reply_to_evaluation(actor=actor, evaluation_id=pk, text=data["text"])
    elif act == "object":
        object_to_evaluation(actor=actor, evaluation_id=pk, text=data["text"])
    elif act == "settle":
        answer_objection(actor=actor, evaluation_id=pk, is_founded=data["is_founded"], text=data["text"])
    else:
        raise NotFound


@require_safe
def score_page(request: HttpRequest, uscc: str) -> HttpResponse:
    """Recompute a score: every input, every step, the edition and its source."""
    agency = access.public_agency(uscc)
    latest = reads.latest_score(agency.pk)
    context: dict[str, Any] = {
        "crumbs": [("/agencies/", "中介机构"), (f"/agencies/{uscc}/", agency.organisation.name), ("", "重算这个信用分")],
        "agency": agency,
        "score": latest,
        "edition": BY_CODE[latest.edition] if latest else EDITIONS[-1],
    }
    if latest:
        context |= {
            "parts": [_shown(part) for part in latest.steps["parts"]],
            "votes": [{**vote, "points": [vote["scores"][name] for name in CRITERIA]} for vote in latest.inputs["votes"]],
            "criteria": CRITERIA.values(),
            "points": points_word(latest.score_centi),
            "total": _decimal(latest.steps["before_deductions"]),
            "deducted": points_word(latest.steps["deducted_centi"]),
        }
    return render(request, "ratings/score.html", context)


@require_safe
def score_data(request: HttpRequest, uscc: str) -> JsonResponse:
    """The same as data: what `ratings.rules.formula.score` eats and gives."""
    latest = reads.latest_score(access.public_agency(uscc).pk)
    if latest is None:
        raise NotFound
    facts = {
        "org": uscc,
        "score_centi": latest.score_centi,
        "grade": latest.grade,
        "inputs": latest.inputs,
        "steps": latest.steps,
    }
    response = JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="score-{uscc}.json"'
    return response


def points_word(centi: int | None) -> str:
    """Hundredths of a point as points: 9714 → "97.14"."""
    return "" if centi is None else f"{centi // 100}.{centi % 100:02d}"


def _decimal(fraction: str | None) -> str:
    """An exact fraction for people: cut to two places, with a sign that it goes on."""
    if fraction is None:
        return "没有记录"
    exact = Fraction(fraction)
    centi = int(exact * 100)
    word = points_word(centi)
    return word if exact * 100 == centi else f"{word}…"


def _percent(fraction: str) -> str:
    return f"{_decimal(str(Fraction(fraction) * 100))}%"


def _shown(part: dict[str, Any]) -> dict[str, Any]:
    raters = [{**r, "share_word": _percent(r["share"]), "points_word": _decimal(r["points"])} for r in part["raters"]]
    words = {"word": PART_WORDS[part["part"]], "weight_word": _percent(part["weight"]), "points_word": _decimal(part["points"])}
    return {**part, **words, "raters": raters}
