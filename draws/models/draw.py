"""The terms of the draws about one subject (a need, an inspection), as they were named before anybody could enter."""

from __future__ import annotations

from django.db import models


class Draw(models.Model):
    """Who contributes, what stands in for a contribution that is withheld, and which public source is waited for."""

    subject = models.CharField("抽取对象", max_length=40, unique=True)  # a need's number, an inspection's number
    terms = models.JSONField("抽取规则")  # as the record holds it, docs/events.md
    named_at = models.DateTimeField("公布时间")
    beacon_value = models.CharField("公开数值", max_length=400, blank=True)
    beacon_came_at = models.DateTimeField("取数时间", null=True, blank=True)
    beacon_missed_at = models.DateTimeField("未取到数值的时间", null=True, blank=True)

    class Meta:
        verbose_name = "抽取规则"
        verbose_name_plural = "抽取规则"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(beacon_came_at=None) | models.Q(beacon_missed_at=None), name="a_beacon_comes_or_is_missed"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def waits_for_its_beacon(self) -> bool:
        """Whether a source was named that has neither given its value nor been missed."""
        return self.names_a_source and not self.has_its_beacon

    @property
    def names_a_source(self) -> bool:
        """Whether the notice named one."""
        return bool(self.terms["beacon"]["source"] != "none")

    @property
    def has_its_beacon(self) -> bool:
        """Whether its value came or was missed."""
        return self.beacon_came_at is not None or self.beacon_missed_at is not None
