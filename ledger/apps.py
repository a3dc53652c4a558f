"""The room as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The public record."""

    name = "ledger"
    verbose_name = "公开记录"
