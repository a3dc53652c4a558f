"""What a party that is no entrant put into a draw: fixed before anybody could enter, shown when the envelopes are opened."""

from __future__ import annotations

from django.db import models

from draws.models.draw import Draw


class Contribution(models.Model):
    """32 bytes of one party. Either `commit` binds it, or it lies sealed in `envelope`; `value` once it is shown."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="contributions", verbose_name="抽取")
    party = models.CharField("出数方", max_length=40)
    at = models.DateTimeField("给出时间")
    commit = models.CharField("承诺值", max_length=64, blank=True)
    envelope = models.JSONField("信封", null=True, blank=True)
    value = models.CharField("数值", max_length=64, blank=True)
    withheld = models.CharField("未出示的情形", max_length=40, blank=True)

    class Meta:
        verbose_name = "出数"
        verbose_name_plural = "出数"
        constraints = [
            models.UniqueConstraint(fields=["draw", "party"], name="a_party_contributes_once"),
            models.CheckConstraint(
                condition=(models.Q(commit="") & models.Q(envelope__isnull=False))
                | (~models.Q(commit="") & models.Q(envelope__isnull=True)),
                name="a_contribution_is_committed_or_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.party}"
