"""The explanation of an abnormally low price, asked of whoever stands first in order."""

from datetime import datetime

from django.db import models

from bidding.models.bid import Bid
from bidding.models.need import Need
from bidding.states import ExplanationState as S
from kernel.life import Life, StateField, transition


class ExplanationLife(Life):
    """Asked; then given and judged, or rejected because nothing came. While asked or given it holds the award."""

    state = StateField("状态", choices=S.choices, default=S.ASKED)
    given_at = models.DateTimeField("说明时间", null=True, blank=True)
    judged_at = models.DateTimeField("审查时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.ASKED, target=S.GIVEN)
    def give(self, *, at: datetime) -> None:
        """The bidder has explained its price in writing."""
        self.given_at = at

    @transition(state, source=S.GIVEN, target=S.ACCEPTED)
    def accept(self, *, at: datetime) -> None:
        """The buyer takes it, or has let its period pass: the award goes on."""
        self.judged_at = at

    @transition(state, source=[S.ASKED, S.GIVEN], target=S.REJECTED)
    def reject(self, *, at: datetime) -> None:
        """It does not show that the price is reasonable, or none came in time: the bid is struck."""
        self.judged_at = at

    @transition(state, source=[S.ASKED, S.GIVEN], target=S.DROPPED)
    def drop(self, *, at: datetime) -> None:
        """The bid was struck for another reason meanwhile: nobody needs it any more."""
        self.judged_at = at


class Explanation(ExplanationLife):
    """One for each bid that was asked. The text is for the buyer alone; the record keeps its salted hash."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="explanations")
    bid = models.OneToOneField(Bid, models.PROTECT, related_name="explanation")
    lines = models.JSONField("低于哪条线")  # names of the notice's lines that the price is below
    asked_at = models.DateTimeField("要求说明时间")
    explain_by = models.DateTimeField("说明期限")
    text = models.TextField("说明", max_length=4000, blank=True)
    judge_by = models.DateTimeField("审查期限", null=True, blank=True)
    reason = models.CharField("审查理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "低价说明"
        verbose_name_plural = "低价说明"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[S.GIVEN, S.ACCEPTED]) | ~models.Q(text=""),
                name="a_given_explanation_says_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=S.REJECTED) | ~models.Q(reason=""), name="a_rejected_explanation_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} / {self.bid_id}"
