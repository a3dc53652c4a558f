"""Officials of an organ who may be drawn to inspect. The record knows the code and whom to stand aside for, never the name."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from market.models import Organisation


class Inspector(models.Model):
    """One of an organ's pool."""

    code = models.CharField("检查人员编号", max_length=20, unique=True)
    organ = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="监管机关")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="本人")
    ties = ArrayField(models.CharField(max_length=18), default=list, blank=True, verbose_name="申报的关联单位")
    listed_at = models.DateTimeField("入库时间")
    unlisted_at = models.DateTimeField("出库时间", null=True, blank=True)
    is_demo = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "检查人员"
        verbose_name_plural = "检查人员"
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["organ", "person"], condition=Q(unlisted_at=None), name="one_place_in_a_pool"),
        ]

    def __str__(self) -> str:
        return self.code
