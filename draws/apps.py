"""The room as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from draws.ways import METHODS

KNOWN = ("none", "drand-quicknet", "sh000001", "ssq", "notary")


class DrawsConfig(AppConfig):
    """Verifiable draws."""

    name = "draws"
    verbose_name = "抽取"

    def ready(self) -> None:
        """Refuse to start where the settings name a method or a source that is not known, or a notary without a key."""
        if settings.DRAW_METHOD not in METHODS:
            raise ImproperlyConfigured(f"DRAW_METHOD: {settings.DRAW_METHOD} is none of {', '.join(METHODS)}")
        if settings.DRAW_BEACON not in KNOWN:
            raise ImproperlyConfigured(f"DRAW_BEACON: {settings.DRAW_BEACON} is none of {', '.join(KNOWN)}")
        if settings.DRAW_BEACON == "notary" and len(settings.DRAW_NOTARY_KEY) != 64:
            raise ImproperlyConfigured("DRAW_NOTARY_KEY: a notary is named by a public key of 64 hex digits")
