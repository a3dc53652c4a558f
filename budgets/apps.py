"""The room as a Django app."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Budget lines."""

    name = "budgets"
    verbose_name = "预算"
