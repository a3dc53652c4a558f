"""The buyer's pages of a draft: task list, one topic a page, files, check answers, publish, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bidding import access, reads
from bidding.actions.drafting.attach_file import attach_file
from bidding.actions.drafting.remove_file import remove_file
from bidding.actions.drafting.start_need import start_need
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.publish_need import publish_need
from bidding.forms.steering import AmendmentForm, DeclarationForm, FileForm
from bidding.models import Need, Notice
from bidding.reads import scoring
from bidding.rules.publication import NARROW
from bidding.states import NeedState
from bidding.views.parts import GROUPS, ORDER, PARTS, Part, parts_of
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.clock import day_of
from kernel.rulebook import Rule, broken

WORDS = {"done": ("已完成", "ok"), "todo": ("尚未开始", "todo"), "mend": ("需修改", "warn"), "may": ("可不填", "off")}


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that is nothing; None when the form is only shown."""
    return request.POST if request.method == "POST" else None


def crumbs_to(need: Need, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the buyer's home to a page of a need."""
    return [("/my/", "我的工作台"), ("/my/needs/", "我的需求"), (f"/my/needs/{need.number}/", need.number), *more]


def _draft(request: HttpRequest, number: str) -> tuple[Need, Notice]:
    need = access.need_to_steer(actor_of(request), number)
    return need, reads.draft_of(need)


def _state_of(part: Part, need: Need, notice: Notice, wrong: frozenset[Rule]) -> str:
    if not part.is_done(need, notice):
        return "may" if part.is_optional else "todo"
    return "mend" if wrong.intersection(part.rules) else "done"


def tasks_of(need: Need, notice: Notice) -> tuple[list[dict[str, Any]], int, int]:
    """The groups of the task list, how many parts are done, and how many have to be."""
    at = clock.now()
    parts = parts_of(need)
    rules = tuple({rule for part in parts.values() for rule in part.rules})
    found = {b.rule: b for b in broken(rules, reads.facts_of(need, notice, at=at), on=day_of(at))}
    states = {key: _state_of(part, need, notice, frozenset(found)) for key, part in parts.items()}
    files = notice.attachments.count()
    groups: list[dict[str, Any]] = []
    for title, keys in GROUPS:
        tasks = []
        for key in (key for key in keys if key == "files" or key in parts):
            if key == "files":
                word, look = (f"{files} 个", "ok") if files else WORDS["may"]
                tasks.append({"title": "上传附件", "href": f"/my/needs/{need.number}/files/", "word": word, "look": look})
                continue
            word, look = WORDS[states[key]]
            hint = next((found[r].because for r in PARTS[key].rules if r in found), "") if states[key] == "mend" else ""
            href = f"/my/needs/{need.number}/{key}/"
            tasks.append({"title": PARTS[key].verb, "href": href, "word": word, "look": look, "hint": hint})
        groups.append({"title": title, "tasks": tasks})
    must = [key for key, part in parts.items() if not part.is_optional or states[key] == "mend"]
    done = sum(states[key] == "done" for key in must)
    ready = done == len(must)
    last = {"title": "核对并发布", "href": f"/my/needs/{need.number}/check/" if ready else "", "word": "可以办理", "look": "todo"}
    if not ready:
        last |= {"hint": "前面各项完成后可填", "word": "暂不可填", "look": "locked"}
    return [*groups, {"title": "四、发布", "tasks": [last]}], done, len(must)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_need(request: HttpRequest) -> HttpResponse:
    """The start page: who, how long, what is needed; POST starts a draft."""
    actor = actor_of(request)
    buyer = access.buyer_of(actor)
    if request.method == "POST":
        return redirect("my_need", start_need(actor=actor).number)
    crumbs = [("/my/", "我的工作台"), ("/my/needs/", "我的需求"), ("", "发布采购需求")]
    return render(request, "bidding/new_need.html", {"buyer": buyer, "crumbs": crumbs})


def task_list(request: HttpRequest, need: Need, notice: Notice) -> HttpResponse:
    """The task list of a draft, or of a new version."""
    groups, done, must = tasks_of(need, notice)
    crumbs = [*crumbs_to(need)[:-1], ("", need.number)]
    context = {"need": need, "notice": notice, "groups": groups, "done": done, "must": must, "crumbs": crumbs}
    return render(request, "bidding/my_draft.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """One topic. Saved on continue, whatever is still missing elsewhere; refused with its rules beside the fields."""
    need, notice = _draft(request, number)
    if part not in parts_of(need):
        raise NotFound(part)
    one = PARTS[part]
    choices = {"regions": reads.region_choices(), "items": reads.item_choices(), "specialties": scoring.specialties()}
    form = one.form(posted(request), need=need, notice=notice, choices=choices)
    to_check = "check" in (request.GET.get("back"), request.POST.get("back"))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            one.save(actor=actor_of(request), number=number, **form.says())
        if not form.errors:
            need.refresh_from_db(fields=["method"])  # the parts that follow depend on it
            return _onwards(need, part, to_check=to_check)
    context: dict[str, Any] = {"need": need, "notice": notice, "form": form, "part": one, "to_check": to_check}
    context["crumbs"] = crumbs_to(need, ("", one.title))
    context["earliest"] = reads.facts_of(need, notice, at=clock.now()).earliest_close if part == "deadline" else None
    return render(request, "bidding/part.html", context, status=422 if form.errors else 200)


def _onwards(need: Need, key: str, *, to_check: bool) -> HttpResponseRedirect:
    if to_check:
        return redirect("my_need_check", need.number)
    following = [each for each in ORDER[ORDER.index(key) + 1 :] if each in parts_of(need)]
    return redirect("my_need_part", need.number, following[0]) if following else redirect("my_need", need.number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, number: str) -> HttpResponse:
    """The attachments of a draft: add one at a time."""
    need, notice = _draft(request, number)
    form = FileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        with form.refusing():
            attach_file(actor=actor_of(request), number=number, name=upload.name, data=upload.read())
        if not form.errors:
            return redirect("my_need_files", number)
    context = {"need": need, "notice": notice, "form": form, "files": notice.attachments.order_by("pk")}
    context["crumbs"] = crumbs_to(need, ("", "附件"))
    return render(request, "bidding/my_files.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def drop_file(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """Take a file off the draft."""
    remove_file(actor=actor_of(request), number=number, file=file)
    return redirect("my_need_files", number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Check answers, declare, publish: a draft for the first time, or a new version of a public notice."""
    need, notice = _draft(request, number) if request.method != "POST" else _draft_or_done(request, number)
    amends = need.state != NeedState.DRAFT
    form = (AmendmentForm if amends else DeclarationForm)(posted(request), has_conditions=notice.has_conditions)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "is_true"}
        with form.refusing():
            verb: Any = amend_notice if amends else publish_need
            verb(actor=actor_of(request), number=number, **said)
        if not form.errors:
            return redirect("my_need_done", number)
    facts = reads.facts_of(need, notice, at=clock.now(), count_able=True)
    if facts.able is not None and facts.able > NARROW:
        del form.fields["knows_it_is_narrow"]
    old = reads.notice_of(need) if amends else None
    context = {
        "need": need,
        "notice": notice,
        "form": form,
        "amends": amends,
        "able": facts.able,
        "is_narrow": facts.able is not None and facts.able <= NARROW,
        "files": notice.attachments.order_by("pk"),
        "mends": _mends_of(need),
        "choice_days": facts.notice_days,
        "is_material": old is not None and reads.is_material(old, notice),
        "crumbs": crumbs_to(need, ("", "核对并发布")),
    }
    return render(request, "bidding/check.html", context, status=422 if form.errors else 200)


def _draft_or_done(request: HttpRequest, number: str) -> tuple[Need, Notice]:
    """For a POST that may come twice: the second finds what the first published, and the rule answers."""
    need = access.need_to_steer(actor_of(request), number)
    return need, reads.draft_of(need) if reads.has_draft(need) else reads.notice_of(need)


def _mends_of(need: Need) -> dict[str, str]:
    """Where each part is mended, by its key, from the check page and back to it."""
    return {key: f"/my/needs/{need.number}/{key}/?back=check" for key in parts_of(need)}


@login_required
@require_safe
def done(request: HttpRequest, number: str) -> HttpResponse:
    """The confirmation: number, what happens next and when."""
    need = access.need_to_steer(actor_of(request), number)
    context = {"need": need, "notice": reads.notice_of(need), "crumbs": crumbs_to(need, ("", "已发布"))}
    context["questions_end"] = reads.questions_end(need.closes_at) if need.closes_at else None
    return render(request, "bidding/done.html", context)
