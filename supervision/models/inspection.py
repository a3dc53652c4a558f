"""An inspection: announced with its hours and commitments, then drawn. What was drawn never changes."""

from datetime import datetime, timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q

from market.models import Organisation
from supervision.rules import SETTLED_MINUTES


class Inspection(models.Model):
    """Two draws, of agencies and of inspectors. Its number is the subject of the draws (`draws.models.Draw`)."""

    number = models.CharField("编号", max_length=24, unique=True)
    organ = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="监管机关")
    region = models.CharField("地区代码", max_length=6)
    region_name = models.CharField("地区", max_length=60)
    item = models.CharField("事项代码", max_length=20, blank=True)
    item_name = models.CharField("事项", max_length=200, blank=True)
    agencies = models.PositiveSmallIntegerField("抽取机构数")
    inspectors = models.PositiveSmallIntegerField("抽取人数")
    announced_at = models.DateTimeField("公告时间")
    listed_at = models.DateTimeField("名单时点")
    draws_at = models.DateTimeField("抽取时间")
    drawn_at = models.DateTimeField("抽出时间", null=True, blank=True)
    outcome = models.JSONField("抽取结果", null=True, blank=True)  # the body of `inspection.drawn`
    is_demo = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "检查"
        verbose_name_plural = "检查"
        ordering = ("-announced_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(announced_at__lt=F("listed_at"), listed_at__lt=F("draws_at")),
                name="inspection_is_announced_listed_drawn",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, outcome__isnull=True) | Q(drawn_at__gte=F("draws_at"), outcome__isnull=False),
                name="inspection_is_drawn_with_its_outcome",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_drawn_inspection_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.drawn_at IS NOT NULL"),
                func="RAISE EXCEPTION 'a drawn inspection never changes' USING errcode = '23514';",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def opens_at(self) -> datetime:
        """From when the organ may show its number: nothing of before the lists can come onto the record any more."""
        return self.listed_at + timedelta(minutes=SETTLED_MINUTES)
