"""The room as a Django app."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Sealed envelopes."""

    name = "sealing"
    verbose_name = "密封"
