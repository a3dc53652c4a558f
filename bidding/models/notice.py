"""What a need's notice says, in versions. A draft is the version that is not yet published."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from bidding.models.need import Need
from bidding.states import Funding, PriceMode


class Notice(models.Model):
    """One version of a notice. Published versions never change; a material change is a new version with a new period."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="notices")
    version = models.PositiveSmallIntegerField("版本", default=1)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    what_changed = models.CharField("改了什么", max_length=400, blank=True)
    # What is wanted
    title = models.CharField("项目名称", max_length=120, blank=True)
    service_name = models.CharField("服务名称", max_length=200, blank=True)
    project_code = models.CharField("投资项目代码", max_length=40, blank=True)
    approval_serial = models.CharField("审批办件编号", max_length=40, blank=True)
    scale = models.TextField("规模", blank=True)
    content = models.TextField("服务内容", blank=True)
    days = models.PositiveSmallIntegerField("服务时限（天）", null=True, blank=True)
    # Money
    funding = models.CharField("资金来源", max_length=10, choices=Funding.choices, default=Funding.SOCIAL)
    price_mode = models.CharField("报价方式", max_length=10, choices=PriceMode.choices, default=PriceMode.AMOUNT)
    ceiling_fen = models.BigIntegerField("最高限价（分）", null=True, blank=True)
    floor_fen = models.BigIntegerField("最低限价（分）", null=True, blank=True)
    floor_rate_bp = models.PositiveSmallIntegerField("最低下浮率（万分之一）", null=True, blank=True)
    ceiling_rate_bp = models.PositiveSmallIntegerField("最高下浮率（万分之一）", null=True, blank=True)
    no_estimate_note = models.CharField("未作估算的说明", max_length=200, blank=True)
    budget_line = models.CharField("预算项目编码", max_length=60, blank=True)
    # Who may serve
    certificate_kinds = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name="资质要求")
    practitioner_kind = models.CharField("人员资格", max_length=80, blank=True)
    practitioner_count = models.PositiveSmallIntegerField("人数", default=0)
    requirements = models.TextField("其他条件", blank=True)
    admits_ventures = models.BooleanField("接受联合体", default=False)
    avoidance = models.JSONField("回避名单", default=list, blank=True)  # [{"uscc", "name", "reason"}]
    # How plans are scored (quality and price)
    criteria = models.JSONField("评审因素", default=list, blank=True)  # [{"key", "name", "points"}]
    price_points = models.PositiveSmallIntegerField("价格权重（分）", null=True, blank=True)
    expert_count = models.PositiveSmallIntegerField("评审专家人数", null=True, blank=True)
    specialty = models.CharField("评审专业", max_length=60, blank=True)
    # Whom to ask
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)
    complaint_phone = models.CharField("投诉电话", max_length=40, blank=True)

    class Meta:
        verbose_name = "公告"
        verbose_name_plural = "公告"
        ordering = ("need", "version")
        indexes = [GinIndex(fields=["title"], name="notice_title_trgm", opclasses=["gin_trgm_ops"])]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_notice_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.published_at IS NOT NULL"),
                func="""
                    IF TG_OP = 'DELETE' OR NEW.published_at IS NULL OR NEW.need_id <> OLD.need_id THEN
                        RAISE EXCEPTION 'a notice that was published stays with its need' USING errcode = '23503';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["need", "version"], name="one_notice_per_version"),
            models.UniqueConstraint(fields=["need"], condition=Q(published_at=None), name="one_draft_notice"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(closes_at__gt=F("published_at")), name="notice_closes_after_publication"
            ),
            models.CheckConstraint(
                condition=Q(floor_fen=None) | Q(ceiling_fen=None) | Q(floor_fen__lte=F("ceiling_fen")), name="floor_below_ceiling"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} v{self.version}"

    @property
    def has_conditions(self) -> bool:
        """Whether it asks more of an agency than that it offers the service."""
        return bool(self.certificate_kinds or self.practitioner_count or self.requirements)

    def copied_to(self, need: Need, **columns: Any) -> Notice:
        """What it says, with its files, as version 1 of another need; `columns` replace what is the other's own."""
        files = list(self.attachments.order_by("pk"))
        own: dict[str, Any] = {"need": need, "version": 1, "what_changed": "", "published_at": None, "closes_at": None}
        same = {field.name: getattr(self, field.name) for field in self._meta.concrete_fields if not field.primary_key}
        copy = Notice.objects.create(**{**same, **own, **columns})
        for each in files:
            Attachment.objects.create(notice=copy, file=each.file, name=each.name, size=each.size, sha256=each.sha256)
        return copy


class Attachment(models.Model):
    """A file of a notice version."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attachments")
    file = models.FileField("文件", upload_to="notices/")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"

    def __str__(self) -> str:
        return self.name
