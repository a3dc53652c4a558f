"""The room as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Invoices and payments."""

    name = "payments"
    verbose_name = "支付"
