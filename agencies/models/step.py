"""The history of a standing, as the public page shows it."""

from django.db import models

from agencies.models.agency import Agency
from agencies.states import Step


class StandingStep(models.Model):
    """One step: what happened, when, until when, by which decision, and where the record has it."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="steps")
    kind = models.CharField("步骤", max_length=10, choices=Step.choices)
    at = models.DateTimeField("时间")
    until = models.DateTimeField("止", null=True, blank=True)
    case = models.CharField("决定文号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    pending_id = models.BigIntegerField("记录", null=True)

    class Meta:
        verbose_name = "状态沿革"
        verbose_name_plural = "状态沿革"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
