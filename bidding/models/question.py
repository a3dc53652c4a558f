"""A public question on a notice, and its answer."""

from django.db import models
from django.db.models import Q

from bidding.models.need import Need
from market.models import Organisation


class Question(models.Model):
    """Asked by an organisation whose name stays hidden; answered by the buyer for everybody."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField("问题", max_length=1000)
    asked_at = models.DateTimeField("提问时间")
    answer = models.TextField("答复", max_length=2000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "问答"
        verbose_name_plural = "问答"
        ordering = ("asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="answer_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return self.text[:30]
