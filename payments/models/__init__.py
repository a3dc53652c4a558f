"""The tables of payments."""

from payments.models.invoice import Invoice
from payments.models.payment import Payment
from payments.models.refund import Refund
from payments.models.webhook import WebhookEvent

__all__ = ["Invoice", "Payment", "Refund", "WebhookEvent"]
