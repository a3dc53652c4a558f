"""The room as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The directory."""

    name = "search"
    verbose_name = "检索"
