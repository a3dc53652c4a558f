"""The room as a Django app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Contracts and delivery."""

    name = "contracts"
    verbose_name = "合同"
