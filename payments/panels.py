"""What payments put on the home page of a role."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kernel import clock
from kernel.actors import Actor
from payments import reads
from payments.models import Invoice
from web.panels import Panel, Task

_MOST = 6
_SOON = 7


def panels(actor: Actor) -> list[Panel]:
    """What the actor's organisation still has to pay, the most urgent first."""
    if actor.organisation_id is None:
        return []
    today = clock.today()
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
