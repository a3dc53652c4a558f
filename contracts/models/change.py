"""A change to a signed contract, proposed by one side and answered by the other."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from contracts.models.contract import Contract
from contracts.states import ChangeState as S
from kernel.life import Life, StateField, transition
from market.models import Organisation


class Change(Life):
    """A later due day or a subcontract. Price and scope don't depart from notice and bid."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="changes")
    proposed_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    new_due_on = models.DateField("新的交付期限", null=True, blank=True)
    subcontractor = models.CharField("分包单位", max_length=120, blank=True)
    reason = models.TextField("理由", max_length=1000)
    proposed_at = models.DateTimeField("提出时间")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    state = StateField("状态", choices=S.choices, default=S.PROPOSED)

    class Meta:
        verbose_name = "合同变更"
        verbose_name_plural = "合同变更"
        constraints = [models.UniqueConstraint(fields=["contract"], condition=Q(state=S.PROPOSED), name="one_open_change")]

    def __str__(self) -> str:
        return f"{self.contract} {self.reason[:20]}"

    @transition(state, source=S.PROPOSED, target=S.AGREED)
    def agree(self, *, at: datetime) -> None:
        """The other side consents in writing."""
        self.answered_at = at

    @transition(state, source=S.PROPOSED, target=S.REFUSED)
    def refuse(self, *, at: datetime) -> None:
        """The other side does not consent; the contract stays as it is."""
        self.answered_at = at
