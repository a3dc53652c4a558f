"""Certificates and practitioners, where the law asks for them."""

from django.db import models
from django.db.models import F, Q

from agencies.models.agency import Agency
from agencies.models.paper import Paper


class Certificate(models.Model):
    """A certificate. After `valid_until` (the last good day) the services that stand on it are hidden, never the agency."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="certificates")
    kind = models.CharField("证书", max_length=120)
    number = models.CharField("编号", max_length=60)
    level = models.CharField("等级", max_length=40, blank=True)
    issued_by = models.CharField("发证机关", max_length=120, blank=True)
    valid_from = models.DateField("有效期起")
    valid_until = models.DateField("有效期止")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="扫描件")
    reminded_at_days = models.SmallIntegerField("已提醒（剩余天数）", null=True, blank=True)

    class Meta:
        verbose_name = "证书"
        verbose_name_plural = "证书"
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="one_row_per_certificate"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="certificate_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Practitioner(models.Model):
    """A qualified person of the agency. The public sees numbers of them, names masked."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="practitioners")
    name = models.CharField("姓名", max_length=40)
    kind = models.CharField("执业资格", max_length=80)
    licence_number = models.CharField("注册号", max_length=60)
    valid_until = models.DateField("有效期止", null=True, blank=True)

    class Meta:
        verbose_name = "从业人员"
        verbose_name_plural = "从业人员"
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "licence_number"], name="one_row_per_practitioner")]

    def __str__(self) -> str:
        return f"{self.name[:1]}** {self.kind}"
