"""The room as a Django app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The regulators' room."""

    name = "supervision"
    verbose_name = "监管"
