"""By which way this site draws under the notices of today: the method of the settings, the hash of the suite that seals."""

from __future__ import annotations

from django.conf import settings

from draws.draw import SHA256
from draws.ways import SM3, Way


def way_set() -> Way:
    """SM3 where bids are sealed under the SM suite, SHA-256 under the others."""
    return Way(settings.DRAW_METHOD, SM3 if "SM3" in settings.SEALING_SUITE.split("-") else SHA256)
