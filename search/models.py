"""The default engine's one narrow table: what a search touches, and beside it what the page shows."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q


class AgencyRow(models.Model):
    """One agency in the directory. `version` refuses a late writer; a row that is gone keeps it for that purpose."""

    key = models.CharField("统一社会信用代码", max_length=18, primary_key=True)
    version = models.BigIntegerField("版本")
    is_gone = models.BooleanField("已移出", default=False)
    name_tokens = SearchVectorField("名称词元")
    tokens = SearchVectorField("词元")
    items = ArrayField(models.CharField(max_length=20), verbose_name="清单事项")
    region = models.CharField("所在地区", max_length=6)
    grade = models.CharField("信用等级", max_length=4)
    standing = models.CharField("状态", max_length=12)
    grade_rank = models.SmallIntegerField("等级次序")
    score = models.IntegerField("信用分（百分之一分）")
    changes_on = models.DateField("下次变化日")
    shown = models.JSONField("页面内容")
    written_at = models.DateTimeField("写入时间")

    class Meta:
        verbose_name = "机构索引"
        verbose_name_plural = "机构索引"
        indexes = [
            GinIndex(fields=["tokens"], name="agency_row_tokens"),
            GinIndex(fields=["items"], name="agency_row_items"),
            models.Index(
                fields=["grade_rank", "-score", "key"],
                condition=Q(is_gone=False, standing__in=["listed", "warned"]),
                name="agency_row_by_grade",
            ),
            models.Index(fields=["changes_on"], name="agency_row_changes"),
        ]

    def __str__(self) -> str:
        return self.key
