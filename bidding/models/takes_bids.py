"""What bids come for while a need is open: a version of its notice, its keys, and since when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from sealing.envelope import trustees_digest
from sealing.suites import SUITES

if TYPE_CHECKING:
    from bidding.models.notice import Notice


class TakesBids(models.Model):
    """Named by each verb that publishes, amends or moves; the guard of bids (bid_guard.py) lets in none for anything else."""

    bids_for = models.ForeignKey("bidding.Notice", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    bids_keys = models.CharField("密钥摘要", max_length=43, blank=True)  # `tset` of the envelopes
    bids_since = models.DateTimeField("自何时起收标", null=True, blank=True)
    trustees: Any

    class Meta:
        abstract = True

    def take_bids(self, notice: Notice, *, at: datetime) -> None:
        """From this moment bids come for that version, sealed to the keys that the need names now, and for no other."""
        self.bids_for, self.bids_since = notice, at
        self.bids_keys = trustees_digest(self.trustees, SUITES[self.trustees["suite"]])
        self.save(update_fields=["bids_for", "bids_since", "bids_keys"])
