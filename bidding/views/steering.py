"""The buyer's pages of its needs: by state, one need, amend, cancel, discard, answer; and anybody's question."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bidding import access, reads
from bidding.actions.drafting.discard_need import discard_need
from bidding.actions.notices.answer_question import answer_question
from bidding.actions.notices.ask_question import ask_question
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.drop_amendment import drop_amendment
from bidding.actions.notices.publish_again import publish_again
from bidding.actions.notices.start_amendment import start_amendment
from bidding.forms.steering import AnswerForm, CancelForm, QuestionForm
from bidding.reads.listing import needs_of_buyer, newest_notices
from bidding.rules.amendment import TO_START_AN_AMENDMENT
from bidding.rules.cancelling import TO_PUBLISH_AGAIN
from bidding.rules.questions import TO_ASK_A_QUESTION
from bidding.states import DECIDING
from bidding.states import NeedState as S
from bidding.views.drafting import actor_of, crumbs_to, posted, task_list
from kernel import clock
from kernel.clock import day_of
from kernel.rulebook import broken, check

TABS = {
    "draft": ("草稿", (S.DRAFT,)),
    "open": ("报名中", (S.OPEN,)),
    "deciding": ("选取与公示", (*DECIDING, S.DECIDED, S.AWARDED)),
    "serving": ("服务中", (S.CONFIRMED,)),
    "ended": ("已结束", (S.FINISHED, S.FAILED, S.CANCELLED)),
}


@login_required
@require_safe
def my_needs(request: HttpRequest) -> HttpResponse:
    """The buyer's needs by state."""
    actor = actor_of(request)
    buyer = access.buyer_of(actor)
    chosen = request.GET.get("state", "")
    states = TABS[chosen][1] if chosen in TABS else ()
    page = Paginator(needs_of_buyer(buyer.pk, states), 20).get_page(request.GET.get("page"))
    notices = newest_notices(list(page.object_list))
    counts = reads.counts_by_state(buyer.pk)
    context = {
        "buyer": buyer,
        "page": page,
        "rows": [{"need": need, "notice": notices[need.pk]} for need in page.object_list if need.pk in notices],
        "tabs": [
            {"key": key, "word": word, "count": sum(counts.get(state, 0) for state in states), "on": key == chosen}
            for key, (word, states) in TABS.items()
        ],
        "chosen": TABS[chosen][0] if chosen in TABS else "",
        "crumbs": [("/my/", "我的工作台"), ("", "我的需求")],
    }
    return render(request, "bidding/my_needs.html", context)


@login_required
@require_safe
def my_need(request: HttpRequest, number: str) -> HttpResponse:
    """One need: its task list while something is being written, else where it stands and what may be done."""
    need = access.need_to_steer(actor_of(request), number)
    if reads.has_draft(need) and need.state in {S.DRAFT, S.OPEN}:
        return task_list(request, need, reads.draft_of(need))
    at = clock.now()
    context = {
        "need": need,
        "notice": reads.newest_notice(need),
        "questions": list(need.questions.all()),
        "waiting": reads.unanswered(need),
        "may_amend": not broken(TO_START_AN_AMENDMENT, reads.amendment_facts(need, at=at), on=day_of(at)),
        "may_cancel": need.state in {S.OPEN, *DECIDING, S.DECIDED},
        "may_publish_again": not broken(TO_PUBLISH_AGAIN, reads.again_facts(need), on=day_of(at)),
        "held_until": reads.held_until(need) if need.state == S.OPEN else None,
        "is_held": need.state == S.OPEN and need.closes_at is not None and need.closes_at <= at,
        "crumbs": [*crumbs_to(need)[:-1], ("", number)],
    }
    return render(request, "bidding/my_need.html", context)


@login_required
@require_POST
def amend(request: HttpRequest, number: str) -> HttpResponse:
    """Start a new version."""
    start_amendment(actor=actor_of(request), number=number)
    return redirect("my_need", number)


@login_required
@require_POST
def again(request: HttpRequest, number: str) -> HttpResponse:
    """Start a draft that says what this need said."""
    return redirect("my_need", publish_again(actor=actor_of(request), number=number).number)


@login_required
@require_POST
def drop(request: HttpRequest, number: str) -> HttpResponse:
    """Give the new version up, or the whole draft."""
    actor = actor_of(request)
    need = access.need_to_steer(actor, number)
    if need.state == S.DRAFT:
        discard_need(actor=actor, number=number)
        return redirect("my_needs")
    drop_amendment(actor=actor, number=number)
    return redirect("my_need", number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel, for a reason of the closed list."""
    need = access.need_to_steer(actor_of(request), number)
    form = CancelForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            cancel_need(actor=actor_of(request), number=number, **form.cleaned_data)
        if not form.errors:
            return redirect("my_need", number)
    context = {"need": need, "notice": reads.newest_notice(need), "form": form, "crumbs": crumbs_to(need, ("", "取消需求"))}
    return render(request, "bidding/cancel.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: str, question: int) -> HttpResponse:
    """Answer a question for everybody."""
    need = access.need_to_steer(actor_of(request), number)
    asked, _ = reads.question_of(need, question)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            answer_question(actor=actor_of(request), number=number, question=question, answer=form.cleaned_data["answer"])
        if not form.errors:
            return redirect("my_need", number)
    context = {"need": need, "question": asked, "form": form, "crumbs": crumbs_to(need, ("", "答复提问"))}
    return render(request, "bidding/answer.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask a public question."""
    need = access.public_need(number)
    actor = actor_of(request)
    asker = access.asker_of(actor)
    at = clock.now()
    form = QuestionForm(posted(request))
    if request.method != "POST":
        facts = reads.question_facts(need, at=at, text="?", asked_by_buyer=asker == need.buyer_id)
        check(TO_ASK_A_QUESTION, facts, on=day_of(at))
    elif form.is_valid():
        with form.refusing():
            ask_question(actor=actor, number=number, text=form.cleaned_data["text"])
        if not form.errors:
            return redirect(f"/needs/{number}/#qa")
    crumbs = [("/needs/", "采购需求"), (f"/needs/{number}/", number), ("", "提问")]
    context = {"need": need, "notice": reads.notice_of(need), "form": form, "crumbs": crumbs}
    context["questions_end"] = reads.questions_end(need.closes_at) if need.closes_at else None
    return render(request, "bidding/ask.html", context, status=422 if form.errors else 200)
