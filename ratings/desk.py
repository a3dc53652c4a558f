"""The pages of exit cases, for the agency and for officials; and the public page of measures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import OFFICIALS
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor, ActorKind
from ratings import access, reads
from ratings.actions import answer_case, open_case, record_hearing, vote_on_case
from ratings.forms import AnswerForm, CaseForm, TextForm, VoteForm
from ratings.models import ExitCase
from ratings.states import OPEN_CASE

HOME = ("/my/", "我的")
LIST = ("/my/cases/", "处理案件")


@login_required
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """The cases that a reader may see."""
    actor = request.actor  # type: ignore[attr-defined]
    page = Paginator(access.cases_visible_to(actor), 20).get_page(request.GET.get("page"))
    may_open = actor.kind is ActorKind.REGULATOR and actor.has("review")
    context = {"crumbs": [HOME, ("", "处理案件")], "page": page, "may_open": may_open}
    return render(request, "ratings/my_cases.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """Open a case and notify the agency."""
    actor = request.actor  # type: ignore[attr-defined]
    access.may_open_cases(actor)
    form = CaseForm(request.POST or None, initial={"agency": request.GET.get("agency", "")[:18]})
    if request.method == "POST" and form.is_valid():
        case: ExitCase | None = None
        data = dict(form.cleaned_data)
        with form.refusing():
            case = _opened(actor, form, data)
        if case:
            return redirect("case", number=case.number)
    context = {"crumbs": [HOME, LIST, ("", "立案告知")], "form": form}
    return render(request, "ratings/new_case.html", context, status=422 if form.errors else 200)


def _opened(actor: Actor, form: CaseForm, data: dict[str, Any]) -> ExitCase | None:
    uscc = data.pop("agency").upper()
    try:
        return open_case(actor=actor, agency_uscc=uscc, **data)
    except NotFound:
        form.add_error("agency", "本辖区没有这家已入驻的机构")
        return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case: what was told, what was answered, who voted, and the form for the reader's next act."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.case_for(actor, reads.case_by_number(number))
    forms = _forms(actor, found)
    act = request.POST.get("act", "")
    if request.method == "POST":
        kind: Any = {"answer": AnswerForm, "hearing": TextForm, "vote": VoteForm}.get(act)
        if kind is None:
            raise NotFound
        form = forms[act] = kind(request.POST, prefix=act)
        if form.is_valid():
            with form.refusing():
                _do(act, actor, number, form.cleaned_data)
            if form.is_valid():
                messages.success(request, "已记录。")
                return redirect("case", number=number)
    bad = next((form for form in forms.values() if form.errors), None)
    context = {
        "crumbs": [HOME, LIST, ("", number)],
        "case": found,
        "forms": forms,
        "form": bad,
        "votes": reads.votes_of(found),
        "is_official": actor.kind in OFFICIALS,
        "answer_over": clock.now() >= found.answer_by,
    }
    return render(request, "ratings/case.html", context, status=422 if bad else 200)


def _forms(actor: Actor, found: ExitCase) -> dict[str, Any]:
    """The forms for what this reader may do now."""
    if found.state not in OPEN_CASE:
        return {}
    over = clock.now() >= found.answer_by
    if actor.kind is ActorKind.AGENCY:
        return {"answer": AnswerForm(prefix="answer")} if found.state == "notified" and not over else {}
    if actor.kind is ActorKind.REGULATOR and found.hearing_is_owed and actor.has("review"):
        return {"hearing": TextForm(label="听证记录", prefix="hearing")}
    ready = found.state == "answered" or over
    facts = reads.case_facts(found, clock.now(), person_id=actor.person_id)
    free = not (facts.official_opened_it or facts.official_is_tied or facts.official_has_voted)
    may_vote = ready and free and actor.kind is ActorKind.REGULATOR and actor.has("decide")
    return {"vote": VoteForm(prefix="vote")} if may_vote else {}


def _do(act: str, actor: Actor, number: str, data: dict[str, Any]) -> None:
    if act == "answer":
        answer_case(actor=actor, number=number, text=data["text"], hearing_requested=data["hearing"])
    elif act == "hearing":
        record_hearing(actor=actor, number=number, note=data["text"])
    else:
        vote_on_case(actor=actor, number=number, is_for=data["is_for"], reason=data["reason"])


@require_safe
def measures(request: HttpRequest, uscc: str) -> HttpResponse:
    """The decided measures against an agency, with their reasons, while they may be shown."""
    agency = access.public_agency(uscc)
    context = {
        "crumbs": [("/agencies/", "中介机构"), (f"/agencies/{uscc}/", agency.organisation.name), ("", "处理决定")],
        "agency": agency,
        "cases": reads.decided_cases(agency),
    }
    return render(request, "ratings/measures.html", context)
