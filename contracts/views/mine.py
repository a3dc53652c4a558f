"""The pages of those who sign a contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from contracts import access, reads
from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.answer_change import answer_change
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import ResultFile, deliver_result
from contracts.actions.propose_change import propose_change
from contracts.actions.return_delivery import return_delivery
from contracts.actions.terminate_contract import terminate_contract
from contracts.forms import AnswerForm, ChangeForm, ConfirmForm, DeliverForm, ReturnForm, TerminateForm
from contracts.papers import award_notice, contract_paper
from contracts.states import ContractState as S
from contracts.states import Side
from contracts.views.public import pdf
from contracts.views.timeline import timeline
from kernel import calendar, clock
from kernel.access import NotFound
from web.forms import ZxForm


@login_required
@require_GET
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts of one's organisation."""
    page = Paginator(access.visible_to(request.actor), 20).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    return render(request, "contracts/list.html", {"page": page, "crumbs": [("/my/", "我的"), ("", "合同")]})


@login_required
@require_GET
def contract(request: HttpRequest, number: str) -> HttpResponse:
    """One contract: where it stands, what to do next, its terms."""
    return _page(request, number)


@login_required
@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm the terms for one's own organisation."""
    return _done(
        request,
        number,
        ConfirmForm(request.POST),
        lambda said: confirm_terms(actor=request.actor, number=number, terms_hash=said["terms_hash"]),  # type: ignore[attr-defined]
        "已确认条款",
    )


@login_required
@require_POST
def deliver(request: HttpRequest, number: str) -> HttpResponse:
    """Hand over the result."""

    def act(said: dict[str, Any]) -> object:
        files = tuple(ResultFile(each.name, each.read()) for each in said["results"])
        return deliver_result(actor=request.actor, number=number, files=files, note=said["note"])  # type: ignore[attr-defined]

    return _done(request, number, DeliverForm(request.POST, request.FILES), act, "已交付，等待委托方验收")


@login_required
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """Accept the delivery."""
    return _done(
        request,
        number,
        ZxForm(request.POST),
        lambda _: accept_delivery(actor=request.actor, number=number),  # type: ignore[attr-defined]
        "验收通过",
    )


@login_required
@require_POST
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """Return the delivery with reasons."""
    return _done(
        request,
        number,
        ReturnForm(request.POST),
        lambda said: return_delivery(actor=request.actor, number=number, reasons=said["reasons"]),  # type: ignore[attr-defined]
        "已退回，机构整改后再次交付",
    )


@login_required
@require_POST
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Propose a change."""
    return _done(
        request,
        number,
        ChangeForm(request.POST),
        lambda said: propose_change(actor=request.actor, number=number, **said),  # type: ignore[attr-defined]
        "已提出变更，等待对方答复",
    )


@login_required
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer a change."""
    return _done(
        request,
        number,
        AnswerForm(request.POST),
        lambda said: answer_change(actor=request.actor, number=number, agree=said["answer"] == "yes"),  # type: ignore[attr-defined]
        "已答复变更",
    )


@login_required
@require_POST
def terminate(request: HttpRequest, number: str) -> HttpResponse:
    """End a running contract."""
    return _done(
        request,
        number,
        TerminateForm(request.POST),
        lambda said: terminate_contract(actor=request.actor, number=number, reason=said["reason"]),  # type: ignore[attr-defined]
        "合同已终止",
    )


@login_required
@require_GET
def draft_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The contract as a paper, for its sides also before it is signed."""
    found, _ = access.see(request.actor, reads.contract_by_number(number))  # type: ignore[attr-defined]
    return pdf(contract_paper(found), f"{number}.pdf")


@login_required
@require_GET
def award_notice_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The notice of award as a paper."""
    found, _ = access.see(request.actor, reads.contract_by_number(number))  # type: ignore[attr-defined]
    return pdf(award_notice(found), f"{found.need.number}.pdf")


@login_required
@require_GET
def result_file(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """A file of a delivery, for the two sides only; always downloaded, never shown in the page's own origin."""
    found, _ = access.see(request.actor, reads.contract_by_number(number))  # type: ignore[attr-defined]
    kept = reads.result_file(found, file)
    if kept is None:
        raise NotFound
    with kept.file.open("rb") as file_of_result:
        content = file_of_result.read()
    disposition = content_disposition_header(True, kept.name) or "attachment"
    return HttpResponse(content, content_type="application/octet-stream", headers={"Content-Disposition": disposition})


def _done(request: HttpRequest, number: str, form: ZxForm, act: Callable[[dict[str, Any]], object], said: str) -> HttpResponse:
    access.see(request.actor, reads.contract_by_number(number))  # type: ignore[attr-defined]
    if form.is_valid():
        with form.refusing():
            act(form.cleaned_data)
    if not form.is_valid():
        return _page(request, number, form=form, status=422)
    messages.success(request, said)
    return redirect("contract", number)


def _page(request: HttpRequest, number: str, *, form: ZxForm | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    found, side = access.see(actor, reads.contract_by_number(number))
    own = access.signatory_of(actor, found)
    confirmed = own and own.confirmed_at
    proposed = reads.open_change(found)
    runs = access.runs(actor, side)
    forms: dict[str, ZxForm | None] = {
        "confirm_form": ConfirmForm(initial={"terms_hash": found.terms_hash}) if _may_sign(found, actor, confirmed) else None,
        "deliver_form": DeliverForm() if side == Side.AGENCY and runs and found.state in reads.TO_BE_DELIVERED else None,
        "return_form": ReturnForm() if side == Side.BUYER and runs and found.state == S.DELIVERED else None,
        "change_form": ChangeForm() if runs and found.state in reads.RUNNING and proposed is None else None,
        "terminate_form": TerminateForm() if access.runs(actor, side, to="sign") and found.state in reads.RUNNING else None,
    }
    if form is not None:
        name = {
            ConfirmForm: "confirm_form",
            DeliverForm: "deliver_form",
            ReturnForm: "return_form",
            ChangeForm: "change_form",
            TerminateForm: "terminate_form",
        }.get(type(form))
        forms |= {name: form} if name and forms[name] is not None else {}
    context = {
        "contract": found,
        "terms": found.terms,
        "side": str(side),
        "confirmed": confirmed,
        "change": proposed,
        "change_is_ours": proposed is not None and (proposed.proposed_by_id == found.buyer_id) == (side == Side.BUYER),
        "may_run": runs,
        "may_pay": side == Side.BUYER and actor.has("pay"),
        "changes": list(found.changes.exclude(answered_at=None).order_by("pk")),
        "deliveries": list(found.deliveries.prefetch_related("files").order_by("-round")),
        "timeline": timeline(found),
        "unpublished": calendar.unpublished_years(clock.today(), clock.day_of(found.sign_by)),
        "form": form,
        "crumbs": [("/my/", "我的"), ("/my/contracts/", "合同"), ("", found.number)],
        **forms,
    }
    return render(request, "contracts/contract.html", context, status=status)


def _may_sign(found: Any, actor: Any, confirmed: object) -> bool:
    return found.state == S.DRAWN_UP and confirmed is None and actor.has("sign")
