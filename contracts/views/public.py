"""What everybody sees of a signed contract."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts import access, reads
from contracts.papers import contract_paper
from contracts.views.timeline import timeline


@require_safe
def contract_notice(request: HttpRequest, number: str) -> HttpResponse:
    """The public notice of a contract: sides, service, price, term; published when it is signed."""
    contract = access.see_public(number)
    context = {
        "contract": contract,
        "terms": contract.terms,
        "timeline": timeline(contract),
        "department": reads.is_department(contract.buyer),
        "crumbs": [("/results/", "中选结果"), ("", contract.number)],
    }
    return render(request, "contracts/notice.html", context)


@require_safe
def contract_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The signed contract as a paper."""
    return pdf(contract_paper(access.see_public(number)), f"{number}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper as a response."""
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
