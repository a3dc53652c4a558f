"""A sealed bid. Before opening the platform holds only the envelope; the database stamps when it came."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from bidding.models.bid_guard import BID_GUARD, BID_STAYS, SEALED_BID_SAYS_NOTHING, VOID_BID_HAS_A_REASON
from bidding.models.bid_life import BidLife
from bidding.models.need import Need
from bidding.models.notice import Notice
from bidding.states import BidState


class Bid(BidLife):
    """One envelope for one notice version. `at` is stamped by the trigger after the lock, never by the application."""

    # No index of their own: the two constraints and `bids_by_agency` begin with the need or the agency, and nobody asks by notice.
    # No keys either: all bids of a need would lock its row. The guard asks for need, notice and agency (bid_guard.py).
    need = models.ForeignKey(Need, models.PROTECT, related_name="bids", db_index=False, db_constraint=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    seq = models.SmallIntegerField("序号")
    envelope = models.JSONField("信封")
    envelope_hash = models.CharField("信封摘要", max_length=64)
    at = models.DateTimeField("送达时间")
    # After opening
    plain = models.JSONField("内容", null=True, blank=True)
    opening = models.JSONField("开启数据", null=True, blank=True)  # {"r", "seed"}: hex and base64url, as in the record
    amount_fen = models.BigIntegerField("报价（分）", null=True, blank=True)
    rate_bp = models.SmallIntegerField("下浮率（万分之一）", null=True, blank=True)
    void_reason = models.CharField("无效原因", max_length=40, blank=True)
    struck_by = models.JSONField("否决理由", default=list, blank=True)  # [{"rule", "sentence", "because", "source"}]

    class Meta:
        verbose_name = "投标"
        verbose_name_plural = "投标"
        constraints = [
            models.UniqueConstraint(fields=["envelope_hash"], name="one_bid_per_envelope"),
            models.UniqueConstraint(fields=["need", "agency"], condition=Q(state=BidState.SEALED), name="one_sealed_bid_each"),
            models.UniqueConstraint(fields=["need", "agency", "seq"], name="one_bid_per_seq"),
        ]
        indexes = [models.Index(fields=["agency", "-at"], name="bids_by_agency")]
        triggers = [BID_GUARD, BID_STAYS, SEALED_BID_SAYS_NOTHING, VOID_BID_HAS_A_REASON]

    def __str__(self) -> str:
        return f"{self.need} / {self.agency} #{self.seq}"

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(BidState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"sealed": "locked", "opened": "ok", "void": "bad"}.get(self.state, "off")
