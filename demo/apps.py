"""The demo as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A market day on show."""

    name = "demo"
    verbose_name = "示例"
