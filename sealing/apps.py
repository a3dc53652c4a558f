"""The room as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sealing.suites import SEALED_BY_THE_PAGE, SUITES


class SealingConfig(AppConfig):
    """Sealed envelopes."""

    name = "sealing"
    verbose_name = "密封"

    def ready(self) -> None:
        """Start only with a suite under which somebody can seal."""
        check_suite(settings.SEALING_SUITE, programs_only=settings.SEALING_PROGRAMS_ONLY)


def check_suite(name: str, *, programs_only: bool) -> None:
    """Refuse a suite that is not known, and one that the sealing page does not know unless only programs are to seal.

    Raises:
        ImproperlyConfigured: saying which.
    """
    if name not in SUITES:
        raise ImproperlyConfigured(f"SEALING_SUITE={name} is not one of {', '.join(SUITES)}")
    if name not in SEALED_BY_THE_PAGE and not programs_only:
        raise ImproperlyConfigured(f"the page cannot seal under {name}: SEALING_PROGRAMS_ONLY=1 says that only programs will")
