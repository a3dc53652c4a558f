"""Experts: the pool, the plans that they read, who sits for a need, and what each gave. A locked sheet never changes."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bidding.models.bid import Bid
from bidding.models.need import Need


class Expert(models.Model):
    """One of the pool. The record knows the code, the specialty and whom to stand aside for, never the name."""

    code = models.CharField("专家编号", max_length=20, unique=True)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="本人")
    specialty = models.CharField("专业", max_length=60)
    employer_uscc = models.CharField("工作单位代码", max_length=18)
    employer_name = models.CharField("工作单位", max_length=120, blank=True)
    ties = ArrayField(models.CharField(max_length=18), default=list, blank=True, verbose_name="申报的关联单位")
    listed_at = models.DateTimeField("入库时间")
    unlisted_at = models.DateTimeField("出库时间", null=True, blank=True)
    is_demo = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "评审专家"
        verbose_name_plural = "评审专家"
        ordering = ("code",)
        indexes = [models.Index(fields=["specialty", "code"], condition=Q(unlisted_at=None), name="listed_experts")]

    def __str__(self) -> str:
        return self.code


class Plan(models.Model):
    """The technical envelope of a bid. It says nothing before the closing; its price lies in the bid's own envelope."""

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="plan")
    envelope = models.JSONField("信封")
    envelope_hash = models.CharField("信封摘要", max_length=64, unique=True)
    plain = models.JSONField("内容", null=True, blank=True)
    opening = models.JSONField("开启数据", null=True, blank=True)  # {"r", "seed"}
    void_reason = models.CharField("无效原因", max_length=40, blank=True)
    handed_in = models.JSONField("随方案交来的密文", default=list, blank=True)  # their SHA-256, as `bid.sealed` says
    outcomes = models.JSONField("文件的结果", default=list, blank=True)  # [{"sha256", "outcome"}], as `plan.opened` says

    class Meta:
        verbose_name = "方案"
        verbose_name_plural = "方案"
        triggers = [
            pgtrigger.Trigger(
                name="a_plan_stays_as_sealed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.envelope IS DISTINCT FROM OLD.envelope OR NEW.bid_id <> OLD.bid_id OR NEW.handed_in <> OLD.handed_in "
                    "OR (OLD.plain IS NOT NULL AND NEW.plain IS DISTINCT FROM OLD.plain)"
                ),
                func="RAISE EXCEPTION 'a sealed plan never changes' USING errcode = '23514';",
            )
        ]

    def __str__(self) -> str:
        return self.envelope_hash[:12]


class Panel(models.Model):
    """Who may score a need's plans: the draw with its whole order, and who stood aside before it."""

    need = models.OneToOneField(Need, models.PROTECT, related_name="panel")
    seats_wanted = models.PositiveSmallIntegerField("席位")
    quorum = models.PositiveSmallIntegerField("最少评分人数")
    draw = models.JSONField("抽取")
    aside = models.JSONField("回避", default=list)  # [{"expert", "because"}]
    drawn_at = models.DateTimeField("抽取时间")
    closed_at = models.DateTimeField("评分结束", null=True, blank=True)

    class Meta:
        verbose_name = "评审组"
        verbose_name_plural = "评审组"

    def __str__(self) -> str:
        return str(self.need)


class Seat(models.Model):
    """An expert who scores a need, until locked or gone. `salt` (hex) opens what the record keeps of the locked sheet."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats")
    seated_at = models.DateTimeField("就席时间")
    score_by = models.DateTimeField("评分期限")
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    salt = models.CharField("盐", max_length=64, blank=True)
    left_at = models.DateTimeField("离席时间", null=True, blank=True)
    because = models.CharField("离席原因", max_length=10, blank=True)  # late, aside
    reason = models.CharField("回避理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "评审席位"
        verbose_name_plural = "评审席位"
        ordering = ("panel", "pk")
        constraints = [
            models.UniqueConstraint(fields=["panel", "expert"], name="one_seat_per_expert_and_need"),
            models.CheckConstraint(condition=Q(locked_at=None) | Q(left_at=None), name="who_has_locked_never_leaves"),
            models.CheckConstraint(condition=Q(locked_at=None) | ~Q(salt=""), name="locked_sheet_has_its_salt"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_lock_is_never_undone",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.locked_at IS NOT NULL"),
                func="RAISE EXCEPTION 'a locked sheet never changes' USING errcode = '23514';",
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel} {self.expert}"


class Mark(models.Model):
    """What one expert gave one plan on one criterion, in hundredths of a point, and why."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="marks")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="marks")
    criterion = models.CharField("评审因素", max_length=10)
    centi = models.PositiveIntegerField("评分（百分之一分）")
    reason = models.CharField("理由", max_length=600, blank=True)

    class Meta:
        verbose_name = "评分"
        verbose_name_plural = "评分"
        constraints = [
            models.UniqueConstraint(fields=["seat", "plan", "criterion"], name="one_mark_per_plan_and_criterion"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_locked_mark_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("sheet", "bidding_seat%ROWTYPE")],
                func="""
                    SELECT * INTO sheet FROM bidding_seat WHERE id = COALESCE(NEW.seat_id, OLD.seat_id) FOR SHARE;
                    IF sheet.locked_at IS NOT NULL OR sheet.left_at IS NOT NULL THEN
                        RAISE EXCEPTION 'a locked sheet never changes' USING errcode = '23514';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.criterion}"
