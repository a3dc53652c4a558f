"""A case that may end in a measure, and the officials' votes."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from market.models import Organisation, Person
from ratings.models.exit_case_life import ExitCaseLife
from ratings.states import OPEN_CASE, CaseState, Measure, Trigger


class ExitCase(ExitCaseLife):
    """What the agency is told before a decision: facts, reasons, grounds and rights; and what it answers."""

    number = models.CharField("案号", max_length=24, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    trigger = models.CharField("情形", max_length=20, choices=Trigger.choices)
    measure = models.CharField("拟采取的措施", max_length=20, choices=Measure.choices)
    finding = models.CharField("查处文书", max_length=200, blank=True)
    facts = models.TextField("事实和理由", max_length=2000)
    grounds = models.TextField("依据", max_length=1000)
    buyers = models.ManyToManyField(Organisation, related_name="+", verbose_name="相关委托方")
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField("陈述申辩", max_length=4000, blank=True)
    hearing_requested = models.BooleanField("要求听证", default=False)
    hearing_note = models.TextField("听证记录", max_length=4000, blank=True)
    measure_until = models.DateTimeField("措施止", null=True, blank=True)

    class Meta:
        verbose_name = "退出案件"
        verbose_name_plural = "退出案件"
        constraints = [
            models.UniqueConstraint(fields=["agency"], condition=Q(state__in=OPEN_CASE), name="one_open_case_an_agency"),
            models.CheckConstraint(
                condition=~Q(state=CaseState.DECIDED) | Q(ended_at__isnull=False, measure_until__isnull=False),
                name="decided_case_has_its_end",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-opened_at"], name="cases_of_agency")]

    def __str__(self) -> str:
        return self.number

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(CaseState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"notified": "soon", "answered": "doing", "decided": "bad"}.get(self.state, "off")

    @property
    def hearing_is_owed(self) -> bool:
        """Whether a hearing was asked for on a suspension or removal and is not on record."""
        return self.hearing_requested and not self.hearing_note


class Official(models.Model):
    """Somebody who opens cases or votes in them. The record knows the code, never the name."""

    code = models.CharField("经办人编号", max_length=20, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+", verbose_name="本人")
    listed_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "经办人"
        verbose_name_plural = "经办人"

    def __str__(self) -> str:
        return self.code


class CaseVote(models.Model):
    """One official's reasoned vote."""

    case = models.ForeignKey(ExitCase, models.PROTECT, related_name="votes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_for = models.BooleanField("同意")
    reason = models.TextField("理由", max_length=2000)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "表决"
        verbose_name_plural = "表决"
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_vote_an_official")]

    def __str__(self) -> str:
        return f"{self.case} {'同意' if self.is_for else '不同意'}"
