"""A published score with everything that it was computed from."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from agencies.states import Grade


class Score(models.Model):
    """One publication. `stale_on` is the first day on which a fact leaves the window: time alone then changes the score."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    on = models.DateField("截至")
    edition = models.CharField("公式版次", max_length=20)
    inputs = models.JSONField("输入")
    steps = models.JSONField("步骤")
    score_centi = models.IntegerField("信用分（百分之一分）", null=True)
    grade = models.CharField("等级", max_length=4, choices=Grade.choices)
    evaluations = models.PositiveIntegerField("评价数")
    stale_on = models.DateField("下次变化日", null=True)
    published_at = models.DateTimeField("公布时间")

    class Meta:
        verbose_name = "信用分"
        verbose_name_plural = "信用分"
        constraints = [
            models.CheckConstraint(
                condition=Q(grade=Grade.NONE, score_centi=None)
                | ~Q(grade=Grade.NONE) & Q(score_centi__gte=0, score_centi__lte=10_000),
                name="a_grade_has_its_score",
            )
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="scores_of_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.on} {self.grade}"
