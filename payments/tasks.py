"""What payments hear."""

from __future__ import annotations

from typing import Any

from contracts.models import Contract
from kernel.actors import SCHEDULER
from payments.actions.issue_invoice import issue_invoice


def on_delivery_accepted(payload: dict[str, Any]) -> None:
    """An accepted delivery is followed by its invoice."""
    issue_invoice(actor=SCHEDULER, number=Contract.objects.values_list("number", flat=True).get(pk=payload["contract"]))
