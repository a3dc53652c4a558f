"""An award, and an objection that holds it."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from bidding.models.award_life import AwardLife, ObjectionLife
from bidding.models.bid import Bid
from bidding.models.need import Need
from bidding.models.notice import Notice
from bidding.states import AwardState, ObjectionState
from market.models import Organisation


class Award(AwardLife):
    """The need is offered to one bidder in the published order. At most one is live."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="awards")
    bid = models.OneToOneField(Bid, models.PROTECT, null=True, blank=True, related_name="award")  # none in a direct choice
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField("名次")
    amount_fen = models.BigIntegerField("中选价（分）")
    rate_bp = models.PositiveSmallIntegerField("下浮率（万分之一）", null=True, blank=True)
    offered_at = models.DateTimeField("中选时间")
    confirm_by = models.DateTimeField("确认期限")
    note = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        verbose_name = "中选"
        verbose_name_plural = "中选"
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(state__in=[AwardState.OFFERED, AwardState.CONFIRMED]), name="one_live_award"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="award_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.need} → {self.agency}"

    @property
    def envelope_hash(self) -> str:
        """Its bid's envelope, as the record names it; "" in a direct choice."""
        return self.bid.envelope_hash if self.bid is not None else ""

    @property
    def notice(self) -> Notice:
        """The version of the notice that was bid for, or by which the buyer chose."""
        if self.bid is not None:
            return self.bid.notice
        return self.need.notices.filter(published_at__isnull=False).order_by("-version")[0]

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(AwardState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"offered": "soon", "confirmed": "ok"}.get(self.state, "off")


class Objection(ObjectionLife):
    """Somebody who took part says that the result is wrong. While open it holds the award."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="objections")
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField("异议", max_length=2000)
    filed_at = models.DateTimeField("提出时间")
    answer_by = models.DateTimeField("答复期限")
    answer = models.TextField("答复", max_length=2000, blank=True)
    against = models.ForeignKey(Bid, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="因此排除的投标")

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        constraints = [
            models.UniqueConstraint(fields=["need", "by"], condition=Q(state=ObjectionState.OPEN), name="one_open_objection_each")
        ]

    def __str__(self) -> str:
        return f"{self.need} / {self.by}"
