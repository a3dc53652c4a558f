"""A line of a department's budget for a year."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from budgets.models.sums import SUMS_OF_THE_LINE
from market.models import Organisation


class BudgetLine(models.Model):
    """What a department may spend on intermediary services under one code in one year, and how much of it is held."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    code = models.CharField("预算项目编码", max_length=60)
    year = models.PositiveSmallIntegerField("预算年度")
    title = models.CharField("预算项目名称", max_length=120)
    limit_fen = models.BigIntegerField("额度（分）")
    reserved_fen = models.BigIntegerField("已预留（分）", default=0)
    committed_fen = models.BigIntegerField("已承诺（分）", default=0)
    spent_fen = models.BigIntegerField("已支付（分）", default=0)
    declared_at = models.DateTimeField("申报时间")

    class Meta:
        verbose_name = "预算项目"
        verbose_name_plural = "预算项目"
        ordering = ("-year", "code")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "code"], name="one_line_per_code_and_year"),
            models.CheckConstraint(condition=Q(limit_fen__gt=0), name="budget_limit_positive"),
            models.CheckConstraint(
                condition=Q(reserved_fen__gte=0, committed_fen__gte=0, spent_fen__gte=0), name="budget_sums_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(limit_fen__gte=F("reserved_fen") + F("committed_fen") + F("spent_fen")),
                name="budget_within_its_limit",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="budget_sums_are_those_of_its_movements",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("line", "bigint"), ("wrong", "bigint")],
                func="line := NEW.id;" + SUMS_OF_THE_LINE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.code}"

    @property
    def free_fen(self) -> int:
        """What no need holds, in fen."""
        return self.limit_fen - self.reserved_fen - self.committed_fen - self.spent_fen

    @property
    def named(self) -> dict[str, str | int]:
        """Its name in the public record: the department, the code, the year."""
        return {"buyer": self.organisation.uscc, "budget_line": self.code, "year": self.year}
