"""The room as a Django app."""

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    """Verifiable draws."""

    name = "draws"
    verbose_name = "抽取"
