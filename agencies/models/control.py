"""Who controls an agency, as it declares itself."""

from django.db import models

from agencies.models.agency import Agency
from agencies.states import ControlKind


class DeclaredControl(models.Model):
    """A unit that controls the agency: published with both codes, and checked among the sign-ups of one need."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="controllers")
    controller_uscc = models.CharField("控制单位代码", max_length=18)
    controller_name = models.CharField("控制单位名称", max_length=120)
    kind = models.CharField("关系", max_length=12, choices=ControlKind.choices)
    share_bp = models.PositiveIntegerField("持股比例（万分之一）", null=True, blank=True)
    declared_at = models.DateTimeField("申报时间")

    class Meta:
        verbose_name = "控制关系申报"
        verbose_name_plural = "控制关系申报"

    def __str__(self) -> str:
        return f"{self.controller_name}：{self.get_kind_display()}{self.share_word}"

    @property
    def share_word(self) -> str:
        """The share in per cent, or nothing where none is stated."""
        if self.share_bp is None:
            return ""
        whole, part = divmod(self.share_bp, 100)
        return f" {whole}.{part:02d}%"
