"""The room as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sealing.suites import SUITES, VERIFIED


class SealingConfig(AppConfig):
    """Sealed envelopes."""

    name = "sealing"
    verbose_name = "密封"

    def ready(self) -> None:
        """Start only with a suite under which somebody can seal."""
        check_suite(settings.SEALING_SUITE, unverified=settings.SEALING_UNVERIFIED)


def check_suite(name: str, *, unverified: bool) -> None:
    """Refuse a suite that is not known, and one that the sealing page does not know unless only programs are to seal.

    Raises:
        ImproperlyConfigured: saying which.
    """
    if name not in SUITES:
        raise ImproperlyConfigured(f"SEALING_SUITE={name} is not one of {', '.join(SUITES)}")
    if name not in VERIFIED and not unverified:
        raise ImproperlyConfigured(f"no verifier knows {name}: SEALING_UNVERIFIED=1 says that the site runs all the same")
