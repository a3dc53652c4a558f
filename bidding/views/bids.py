"""The pages of a bidder: may I, seal, receipt, my bids, take back."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bidding import access, reads
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.forms.bids import EnvelopeForm
from bidding.methods import WAYS
from bidding.rules import submission as s
from bidding.states import BidState
from kernel import clock
from kernel.money import in_yuan
from sealing.plan import LOT
from sealing.programs import script_for

# Where a broken rule is mended: name → (address, word).
MENDS = {
    s.agency_is_able_to_serve.name: ("/my/agency/", "查看入驻状态"),
    s.agency_offers_the_service.name: ("/my/agency/", "登记这项服务"),
    s.service_is_published_in_full.name: ("/my/agency/", "补齐公示内容"),
    s.certificates_last_through_the_service.name: ("/my/agency/", "上传证书"),
    s.practitioners_are_enough.name: ("/my/agency/", "登记执业人员"),
    s.agency_is_untied_to_the_approving_organ.name: ("/my/agency/", "更正申报"),
}


# What the receipt file says of itself, for whoever opens it years later.
HOW = [
    "receipt 是平台签名（Ed25519）的回执：何时收下了哪一份信封。envelope 是收下的信封原文，它的 SHA-256（规范 JSON）就是 receipt.bid。",
    "核对：在 /record/check/ 选择一份公开记录的导出和本文件；或者运行 python3 verify.py 导出目录 --receipt 本文件。两者都不需要相信平台。",
    "结果“公开记录里却没有”：平台收下过而没有写入，回执就是证据。怎么用它，见 /record/receipt/。",
    "请保留一份截止之后的导出和 checkpoint：签过的历史之后不能再补写。",
]


def _crumbs(number: str, here: str) -> list[tuple[str, str]]:
    return [("/needs/", "采购需求"), (f"/needs/{number}/", number), ("", here)]


@login_required
@require_safe
def eligibility(request: HttpRequest, number: str) -> HttpResponse:
    """Every rule for the reader's agency and this need, kept and broken."""
    return _eligibility_page(request, number)


def _eligibility_page(request: HttpRequest, number: str, *, status: int = 200) -> HttpResponse:
    found = reads.eligibility_of_agency(number, access.agency_to_look(request.actor))  # type: ignore[attr-defined]
    reasons = [{"broken": each, "mend": MENDS.get(each.rule.name)} for each in found.broken]
    context = {"found": found, "need": found.notice.need, "reasons": reasons, "crumbs": _crumbs(number, "报名检查")}
    return render(request, "bidding/eligibility.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def bid(request: HttpRequest, number: str) -> HttpResponse:
    """The form that seals in the browser; what arrives here is an envelope."""
    actor = request.actor  # type: ignore[attr-defined]
    form = EnvelopeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            told = form.cleaned_data
            sealed = submit_bid(
                actor=actor, number=number, envelope=told["envelope"], plan=told["plan"], files=told["plan_files"]
            )
        if form.is_valid():
            return redirect("bid_receipt", sealed.envelope_hash)
    found = reads.eligibility_of_agency(number, access.agency_to_bid(actor))
    if not found.is_eligible:
        return _eligibility_page(request, number, status=422 if request.method == "POST" else 200)
    return _bid_page(request, found, form)


@login_required
@require_safe
def bid_params(request: HttpRequest, number: str) -> JsonResponse:
    """What the offline page needs to seal for this need and this agency: a file to carry to a machine without a network."""
    found = reads.eligibility_of_agency(number, access.agency_to_bid(request.actor))  # type: ignore[attr-defined]
    told = _sealing_facts(found)
    params = {
        "v": "seal-params/1",
        "need": number,
        "title": found.notice.title,
        "bidder": found.agency.organisation.uscc,
        "name": found.agency.organisation.name,
        "seq": told["seq"],
        "deadline": found.notice.need.trustees["deadline"],
        "sealed": "entry" if told["entry"] else "rate" if told["discount"] else "amount",
        "floor": told["floor"],
        "ceiling": told["ceiling"],
        "bounds": told["bounds"],
        "trustees": found.notice.need.trustees,
    }
    if found.notice.need.has_plans:
        params["plan_trustees"] = found.notice.need.trustees["lots"][LOT]
    response = JsonResponse(params, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{number}-{told["seq"]}-params.json"'
    return response


def _sealing_facts(found: reads.Eligibility) -> dict[str, Any]:
    """What a page that seals is told: what is bid, within which bounds, as which envelope of the agency."""
    notice, need = found.notice, found.notice.need
    earlier = reads.bids_of(need.pk, found.agency.pk)
    discount = notice.price_mode == "discount"
    low, high = (notice.floor_rate_bp, notice.ceiling_rate_bp) if discount else (notice.floor_fen, notice.ceiling_fen)
    return {
        "discount": discount,
        "entry": WAYS[need.method].sealed == "entry",
        "bounds": f"{in_yuan(notice.ceiling_fen or 0)} 元"
        if notice.price_mode == "fixed"
        else _bounds(low, high, discount=discount),
        "floor": "" if low is None else low,
        "ceiling": "" if high is None else high,
        "seq": (earlier[0].seq if earlier else 0) + 1,
        "earlier": earlier,
    }


def _bid_page(request: HttpRequest, found: reads.Eligibility, form: EnvelopeForm) -> HttpResponse:
    notice, need, told = found.notice, found.notice.need, _sealing_facts(found)
    context = {
        **told,
        "found": found,
        "need": need,
        "notice": notice,
        "form": form,
        "bidder": found.agency.organisation,
        "trustees": json.dumps(need.trustees),
        "plans": need.has_plans,
        "plan_trustees": json.dumps(need.trustees["lots"][LOT]) if need.has_plans else "",
        "script": f"sealing/{script_for(need.trustees['suite'])}",
        "is_sole_operator": need.trustees["n"] == 1,
        "standing_bid": next((b for b in told["earlier"] if b.state == BidState.SEALED), None),
        "left": need.closes_at - found.at if need.closes_at else None,
        "now": found.at,
        "crumbs": _crumbs(need.number, need.sealed_word),
    }
    return render(request, "bidding/bid.html", context, status=422 if form.errors else 200)


def _bounds(low: int | None, high: int | None, *, discount: bool) -> str:
    def shown(value: int) -> str:
        return f"{value // 100}.{value % 100:02d}%" if discount else f"{in_yuan(value)} 元"

    said = [f"不高于 {shown(high)}"] if high is not None else []
    said += [f"不低于 {shown(low)}"] if low is not None else []
    return "，".join(said) or "公告没有限价"


@login_required
@require_safe
def receipt(request: HttpRequest, envelope: str) -> HttpResponse:
    """The receipt of a bid, for its agency; after the opening also what became of it."""
    sent = access.bid_to_see(request.actor, envelope)  # type: ignore[attr-defined]
    now = clock.now()
    need = sent.need
    assert need.closes_at is not None
    context = {
        "bid": sent,
        "need": need,
        "notice": sent.notice,
        "award": reads.award_of_bid(sent),
        "place": reads.place_of(sent),
        "venture": reads.ventures_behind([sent]).get(sent.pk) if sent.notice.admits_ventures else None,
        "can_change": sent.state == BidState.SEALED and now < need.closes_at,
        "entry": reads.entry_of_bid(sent),
        "crumbs": [("/my/", "我的"), ("/my/bids/", "投标"), ("", "回执")],
    }
    return render(request, "bidding/receipt.html", context)


@login_required
@require_safe
def receipt_json(request: HttpRequest, envelope: str) -> JsonResponse:
    """The receipt file: the signed receipt, the envelope as it came, and how its holder proves with them that a bid was taken in."""
    sent = access.bid_to_see(request.actor, envelope)  # type: ignore[attr-defined]
    held: dict[str, Any] = {"v": "receipt-file/1", "how": HOW, "receipt": reads.receipt_of(sent), "envelope": sent.envelope}
    if sent.need.has_plans:
        held["plan"] = sent.plan.envelope
    response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="receipt-{sent.need.number}-{sent.seq}.json"'
    return response


@login_required
@require_safe
def my_bids(request: HttpRequest) -> HttpResponse:
    """What one's agency has sent, the newest first, and what became of it."""
    agency = access.agency_to_look(request.actor)  # type: ignore[attr-defined]
    page = Paginator(reads.bids_by(agency), 20).get_page(request.GET.get("page"))
    outcomes = reads.outcomes_of(page.object_list)
    rows = [(bid, outcomes.get(bid.pk)) for bid in page.object_list]
    return render(request, "bidding/my_bids.html", {"page": page, "rows": rows, "crumbs": [("/my/", "我的"), ("", "投标")]})


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, envelope: str) -> HttpResponse:
    """Ask once more, then take the bid back."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sent = access.bid_to_handle(actor, envelope)
    if request.method == "POST":
        withdraw_bid(actor=actor, envelope_hash=envelope)
        messages.success(request, "已撤回。它没有公开，以后也不会开启。")
        return redirect("bid_receipt", envelope)
    context = {"bid": sent, "need": sent.need, "crumbs": [("/my/bids/", "投标"), ("", "撤回")]}
    return render(request, "bidding/withdraw.html", context)
