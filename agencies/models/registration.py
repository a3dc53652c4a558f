"""An application to join, and the ties that an agency declares."""

from django.db import models
from django.db.models import Q

from agencies.models.agency import Agency
from agencies.models.registration_life import RegistrationLife
from agencies.states import RegistrationState
from market.models import Person


class Registration(RegistrationLife):
    """One application. Reasons are kept per task: {"task": "sentence"}."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="registrations")
    number = models.CharField("受理编号", max_length=24, unique=True, null=True)
    unit_confirmed = models.BooleanField("已核对单位", default=False)
    ties_declared = models.BooleanField("已申报关联", default=False)
    practitioners_declared = models.BooleanField("已登记人员", default=False)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by_silence = models.BooleanField("逾期视为通过", default=False)
    reasons = models.JSONField("退回理由", default=dict, blank=True)

    class Meta:
        verbose_name = "入驻申请"
        verbose_name_plural = "入驻申请"
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=~Q(state=RegistrationState.ADMITTED), name="one_open_registration"
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.DRAFT) | Q(submitted_at__isnull=False, due_at__isnull=False),
                name="registration_submitted_has_due",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"草稿 {self.agency}"

    def applicant(self) -> str:
        """Whose application it is."""
        return self.agency.organisation.name

    applicant.short_description = "申请单位"  # type: ignore[attr-defined]

    def place(self) -> str:
        """Where the applicant is."""
        return self.agency.organisation.region.name

    place.short_description = "所在地区"  # type: ignore[attr-defined]

    def said_state(self) -> str:
        """The state in a word, for the desk's list."""
        return self.state_word

    said_state.short_description = "状态"  # type: ignore[attr-defined]
    said_state.admin_order_field = "state"  # type: ignore[attr-defined]

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(RegistrationState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"draft": "doing", "submitted": "info", "returned": "warn", "admitted": "ok"}[self.state]


class DeclaredTie(models.Model):
    """A tie to an organ that approves: published, and checked at bid, award and contract."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="ties")
    organ_uscc = models.CharField("机关代码", max_length=18, blank=True)
    organ_name = models.CharField("机关名称", max_length=120)
    nature = models.CharField("关系", max_length=200)
    declared_at = models.DateTimeField("申报时间")

    class Meta:
        verbose_name = "关联申报"
        verbose_name_plural = "关联申报"

    def __str__(self) -> str:
        return f"{self.organ_name}：{self.nature}"
