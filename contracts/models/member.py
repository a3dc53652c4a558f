"""A member of the joint venture behind a contract: it signs beside its lead and is liable with it."""

from django.db import models

from agencies.models import Agency
from contracts.models.contract import Contract


class Member(models.Model):
    """One row for each party beside the lead, made with the contract, in the order of the agreement."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField("次序")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "联合体成员"
        verbose_name_plural = "联合体成员"
        constraints = [
            models.UniqueConstraint(fields=["contract", "agency"], name="one_signature_a_member"),
            models.UniqueConstraint(fields=["contract", "place"], name="one_member_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.contract}: {self.agency}"
