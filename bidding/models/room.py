"""The live room of a need: its rounds, and every accepted step. Refused steps leave no row."""

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from bidding.models.need import Need
from bidding.models.room_guard import ROUND_GUARD, STEP_GUARD, STEPS_STAY


class LiveRound(models.Model):
    """One round. `ends_at` moves on with late steps; a round that was closed stays so."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("轮次")
    opened_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    extensions = models.PositiveSmallIntegerField("顺延次数", default=0)
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True)

    class Meta:
        verbose_name = "竞价轮次"
        verbose_name_plural = "竞价轮次"
        ordering = ("need", "number")
        constraints = [
            models.UniqueConstraint(fields=["need", "number"], name="one_round_per_number"),
            models.UniqueConstraint(fields=["need"], condition=Q(closed_at=None), name="one_running_round"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("ends_at")), name="round_closed_after_its_end"
            ),
        ]
        triggers = [ROUND_GUARD]

    def __str__(self) -> str:
        return f"{self.need} 第 {self.number} 轮"


class Step(models.Model):
    """One accepted price. `at` is stamped by the trigger after the need's lock, never by the application."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="steps")
    round = models.ForeignKey(LiveRound, models.PROTECT, related_name="steps")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField("序号")
    fen = models.BigIntegerField("报价（分）")
    rank = models.PositiveSmallIntegerField("报出时名次")
    at = models.DateTimeField("时间")
    receipt = models.JSONField("回执", default=dict)

    class Meta:
        verbose_name = "竞价报价"
        verbose_name_plural = "竞价报价"
        ordering = ("need", "seq")
        constraints = [
            models.UniqueConstraint(fields=["need", "seq"], name="one_step_per_seq"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="step_price_positive"),
        ]
        triggers = [STEP_GUARD, STEPS_STAY]

    def __str__(self) -> str:
        return f"{self.need} #{self.seq}"
