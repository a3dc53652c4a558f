"""A joint venture for one need: its lead, its parties, and what each takes on."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from bidding.models.need import Need
from bidding.models.venture_life import VentureLife
from bidding.rules.venturing import per_cent
from bidding.states import VentureState

LIVE = (VentureState.PROPOSED, VentureState.AGREED)


class Venture(VentureLife):
    """Units that bid as one. The lead's bid is the venture's; `agreement` is the hash of what all have consented to."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="ventures")
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="牵头方")
    version = models.PositiveSmallIntegerField("公告版本")
    agreement = models.CharField("协议摘要", max_length=64, unique=True)
    proposed_at = models.DateTimeField("发起时间")

    class Meta:
        verbose_name = "联合体"
        verbose_name_plural = "联合体"
        constraints = [
            models.UniqueConstraint(fields=["need", "lead"], condition=Q(state__in=LIVE), name="one_live_venture_led_each"),
            models.CheckConstraint(
                condition=~Q(state=VentureState.AGREED) | Q(agreed_at__isnull=False), name="agreed_venture_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} / {self.lead}"

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(VentureState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"proposed": "warn", "agreed": "ok"}.get(self.state, "off")


class VentureParty(models.Model):
    """One party with its part; the lead stands first, in place 1, and has consented by proposing."""

    venture = models.ForeignKey(Venture, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField("次序")
    work = models.CharField("承担的工作", max_length=400)
    share_bp = models.PositiveSmallIntegerField("份额（万分之一）")
    certificate_kinds = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name="承担的资质要求")
    practitioner_count = models.PositiveSmallIntegerField("投入人数", default=0)
    agreed_at = models.DateTimeField("同意时间", null=True, blank=True)

    class Meta:
        verbose_name = "联合体成员"
        verbose_name_plural = "联合体成员"
        constraints = [
            models.UniqueConstraint(fields=["venture", "agency"], name="one_part_each"),
            models.UniqueConstraint(fields=["venture", "place"], name="one_party_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.venture}: {self.agency}"

    @property
    def share_word(self) -> str:
        """The share in per cent."""
        return per_cent(self.share_bp)
