"""The room as a Django app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Intermediary agencies."""

    name = "agencies"
    verbose_name = "中介机构"
