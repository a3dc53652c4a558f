"""The room as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sealing.suites import SUITES


class SealingConfig(AppConfig):
    """Sealed envelopes."""

    name = "sealing"
    verbose_name = "密封"

    def ready(self) -> None:
        """Start only with a suite that the server, the sealing page and both verifiers know."""
        check_suite(settings.SEALING_SUITE)


def check_suite(name: str) -> None:
    """Refuse a suite that is not known: nobody could seal under it, nor check what is sealed.

    Raises:
        ImproperlyConfigured: saying which.
    """
    if name not in SUITES:
        raise ImproperlyConfigured(f"SEALING_SUITE={name} is not one of {', '.join(SUITES)}")
