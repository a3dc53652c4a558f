"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel: calendar, outbox and clock tables."""

    name = "kernel"
    verbose_name = "内核"
