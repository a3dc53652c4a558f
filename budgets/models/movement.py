"""A movement of money on a budget line, for one need. Movements are written once and stay."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from budgets.models.line import BudgetLine
from budgets.models.sums import SUMS_OF_THE_LINE
from budgets.states import WAYS, WORDS, Pot

_ONE_OF_THE_WAYS = reduce(or_, (Q(source=source, target=target) for source, target in WAYS))


class Movement(models.Model):
    """So many fen went from one pot of the line to another; `need` is the need's public number."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="movements")
    need = models.CharField("需求编号", max_length=24)
    source = models.CharField("从", max_length=10, choices=Pot.choices)
    target = models.CharField("到", max_length=10, choices=Pot.choices)
    fen = models.BigIntegerField("金额（分）")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "预算变动"
        verbose_name_plural = "预算变动"
        ordering = ("pk",)
        indexes = [models.Index(fields=["need", "line"], name="budget_movements_by_need")]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="budget_movement_above_zero"),
            models.CheckConstraint(condition=_ONE_OF_THE_WAYS, name="budget_money_goes_one_of_its_ways"),
        ]
        triggers = [
            pgtrigger.Protect(name="a_budget_movement_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="budget_movements_are_the_sums_of_its_line",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=[("line", "bigint"), ("wrong", "bigint")],
                func="line := NEW.line_id;" + SUMS_OF_THE_LINE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.source} → {self.target} {self.fen}"

    @property
    def word(self) -> str:
        """The movement in a word."""
        return WORDS[Pot(self.source), Pot(self.target)]


def carry(line: BudgetLine, *, need: str, source: Pot, target: Pot, fen: int, at: datetime) -> bool:
    """Carry money from one pot of a line to another if the first holds so much; says whether it did.

    One statement asks and takes, so that two at once never take the same money; the movement is written beside it.
    """
    changes = {f"{pot}_fen": F(f"{pot}_fen") + sign * fen for pot, sign in ((source, -1), (target, 1)) if pot != Pot.FREE}
    free = F("limit_fen") - F("reserved_fen") - F("committed_fen") - F("spent_fen")
    lines = BudgetLine.objects.annotate(held=free if source == Pot.FREE else F(f"{source}_fen"))
    with transaction.atomic():
        if not lines.filter(pk=line.pk, held__gte=fen).update(**changes):
            return False
        Movement.objects.create(line=line, need=need, source=source, target=target, fen=fen, at=at)
    return True
