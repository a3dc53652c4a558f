"""An agency: an organisation that offers intermediary services."""

import pgtrigger
from django.db import models
from django.db.models import Q

from agencies.models.agency_life import AgencyLife
from agencies.models.paper import Paper
from agencies.states import Grade, Standing
from market.models import Organisation


class Agency(AgencyLife):
    """What the platform holds on an agency beside its organisation. Grade and score are written down by `ratings`."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+", verbose_name="单位")
    address = models.CharField("地址", max_length=200, blank=True)
    contact_phone = models.CharField("对外联系电话", max_length=40, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=40, blank=True)
    agent_name = models.CharField("授权代理人", max_length=40, blank=True)
    agent_phone = models.CharField("代理人手机", max_length=20, blank=True)
    agent_until = models.DateField("授权至", null=True, blank=True)
    licence = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="营业执照")
    authorisation = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="授权书")
    introduction = models.TextField("简介", blank=True)
    promised_at = models.DateTimeField("承诺时间", null=True, blank=True)
    promises_version = models.CharField("承诺书版本", max_length=12, blank=True)
    promises_hash = models.CharField("承诺书摘要", max_length=64, blank=True)
    grade = models.CharField("信用等级", max_length=4, choices=Grade.choices, default=Grade.NONE)
    score_centi = models.IntegerField("信用分（百分之一分）", null=True, blank=True)
    evaluations = models.PositiveIntegerField("评价数", default=0)
    graded_on = models.DateField("评定日期", null=True, blank=True)

    class Meta:
        verbose_name = "中介机构"
        verbose_name_plural = "中介机构"
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=Standing.SUSPENDED, suspended_until__isnull=False)
                | ~Q(standing=Standing.SUSPENDED) & Q(suspended_until=None),
                name="suspension_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.UNLISTED) | Q(listed_at__isnull=False), name="standing_was_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(grade=Grade.NONE) | Q(score_centi__gte=0, score_centi__lte=10_000, graded_on__isnull=False),
                name="grade_has_a_score",
            ),
        ]
        indexes = [models.Index(fields=["standing", "grade"], name="agency_by_standing")]
        triggers = [
            pgtrigger.Trigger(
                name="an_agency_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="RAISE EXCEPTION 'an agency is never deleted' USING errcode = '23503';",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def state_word(self) -> str:
        """The standing in a word."""
        return str(Standing(self.standing).label)

    @property
    def state_look(self) -> str:
        """The standing's look (web.icons.LOOKS)."""
        return {"listed": "ok", "warned": "warn", "suspended": "bad", "removed": "bad"}.get(self.standing, "off")

    @property
    def score_word(self) -> str:
        """The score to two decimals, from hundredths of a point."""
        return "" if self.score_centi is None else f"{self.score_centi // 100}.{self.score_centi % 100:02d}"
