"""What the departments of a region pay, for its finance office. Nothing is changed here."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kernel import clock
from payments import access, reads
from payments.states import InvoiceState

CHOICES = (("", "全部"), (InvoiceState.OPEN, "待付"), ("late", "逾期"), (InvoiceState.SETTLED, "已付"))
PAGE = 20


@login_required
@require_safe
def department_payments(request: HttpRequest) -> HttpResponse:
    """The invoices of the region's departments: who pays whom, how much, from which budget line, until when."""
    today = clock.today()
    invoices = access.invoices_of_departments(request.actor)  # type: ignore[attr-defined]
    chosen = request.GET.get("state", "")
    shown = invoices
    if chosen == "late":
        shown = reads.late_invoices(invoices, today=today)
    elif chosen in {InvoiceState.OPEN, InvoiceState.SETTLED}:
        shown = invoices.filter(state=chosen)
    context = {
        "crumbs": [("/my/", "我的工作台"), ("", "部门付款")],
        "sums": reads.sums_of(invoices, today=today),
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "choices": CHOICES,
        "chosen": chosen,
        "today": today,
    }
    return render(request, "payments/departments.html", context)
