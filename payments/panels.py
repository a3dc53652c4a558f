"""What payments put on the home page of a role."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.money import in_yuan
from payments import access, reads
from payments.models import Invoice
from web.panels import Figure, Panel, Task

_MOST = 6
_SOON = 7


def panels(actor: Actor) -> list[Panel]:
    """What the actor's organisation still has to pay, the most urgent first; for a finance office, what departments pay."""
    if actor.organisation_id is None:
        return []
    today = clock.today()
    if actor.kind is ActorKind.FINANCE:
        return [_of_finance(actor, today)]
    invoices = list(reads.open_invoices(actor.organisation_id)[:_MOST])
    return [Panel("应付款", tasks=[_task(invoice, today) for invoice in invoices])] if invoices else []


def _task(invoice: Invoice, today: date) -> Task:
    left = (invoice.due_on - today).days
    contract = invoice.contract
    return Task(
        title=f"付款：{contract.terms['title']}",
        href=reverse("pay", args=[contract.number]),
        word=f"已逾期 {-left} 天" if left < 0 else f"还剩 {left} 天",
        look="bad" if left < 0 else "soon" if left <= _SOON else "info",
        hint=f"{contract.number}，{invoice.payee.name}",
    )


def _of_finance(actor: Actor, today: date) -> Panel:
    """What departments of the region have paid, have to pay, and should have paid."""
    sums = reads.sums_of(access.invoices_of_departments(actor), today=today)
    href = reverse("department_payments")
    late = (
        Task("逾期未付的账单", f"{href}?state=late", "已逾期", "bad", "三十日内应付清，逾期按日计息", sums.late)
        if sums.late
        else None
    )
    task = Task("查看部门付款", href, "查看", "off", "本辖区部门委托中介服务的账单，只看不改")
    figures = [
        Figure("已付（元）", in_yuan(sums.paid_fen), f"{href}?state=settled"),
        Figure("待付（元）", in_yuan(sums.open_fen), f"{href}?state=open"),
    ]
    return Panel("部门付款", [late, task] if late else [task], figures, (href, "查看部门付款"))
