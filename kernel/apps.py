"""The kernel as a Django app."""

import pkgutil
from importlib import import_module

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule

from kernel.guards import ask_cheaply


class KernelConfig(AppConfig):
    """The kernel: calendar, outbox and clock tables."""

    name = "kernel"
    verbose_name = "内核"

    def ready(self) -> None:
        """Open every room's rules, so that the rulebook is whole before anybody reads it; guards ask cheaply after each migration."""
        post_migrate.connect(ask_cheaply, sender=self)
        for room in settings.ROOMS:
            if module_has_submodule(apps.get_app_config(room).module, "rules"):
                rules = import_module(f"{room}.rules")
                for found in pkgutil.walk_packages(getattr(rules, "__path__", []), f"{room}.rules."):
                    import_module(found.name)
