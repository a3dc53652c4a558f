"""The life of a need: every move there is, and no other. Once closed it never opens again; a second notice is a new need."""

from datetime import datetime

from django.db import models

from bidding.states import NeedState as S
from kernel.life import Life, StateField, transition


class NeedLife(Life):
    """Draft, open, closed, opened (after the experts have scored, where plans are scored), decided, awarded, confirmed, finished; or failed, cancelled, discarded."""

    state = StateField("状态", choices=S.choices, default=S.DRAFT)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    moved_from = models.DateTimeField("顺延前的截止时间", null=True, blank=True)
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True)
    choose_by = models.DateTimeField("选定期限", null=True, blank=True)
    opening_delayed_at = models.DateTimeField("开启延误", null=True, blank=True)
    reveal_until = models.DateTimeField("揭示截止", null=True, blank=True)
    scoring_began_at = models.DateTimeField("评审开始", null=True, blank=True)
    opened_at = models.DateTimeField("开启时间", null=True, blank=True)
    rounds_began_at = models.DateTimeField("竞价开始", null=True, blank=True)
    decided_at = models.DateTimeField("选取时间", null=True, blank=True)
    publicity_ends_at = models.DateTimeField("公示截止", null=True, blank=True)
    awarded_at = models.DateTimeField("中选时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.DRAFT, target=S.OPEN)
    def publish(self, *, at: datetime, closes_at: datetime) -> None:
        """The notice is public and bids may come."""
        self.published_at, self.closes_at = at, closes_at

    @transition(state, source=S.DRAFT, target=S.CHOOSING)
    def offer_choice(self, *, at: datetime, choose_by: datetime) -> None:
        """The notice is public and its buyer names an agency until that moment; no bids come."""
        self.published_at, self.closes_at, self.choose_by = at, choose_by, choose_by

    @transition(state, source=[S.DECIDED, S.AWARDED], target=S.CHOOSING)
    def choose_again(self, *, choose_by: datetime) -> None:
        """The one chosen did not take it, or may no longer serve: the buyer chooses anew, until that moment."""
        self.choose_by = choose_by
        self.decided_at = self.publicity_ends_at = self.awarded_at = None

    @transition(state, source=S.OPEN, target=S.OPEN)
    def restart(self, *, closes_at: datetime) -> None:
        """A material change of the notice: the period starts again, with a new deadline."""
        self.closes_at, self.moved_from = closes_at, None

    @transition(state, source=S.OPEN, target=S.OPEN)
    def move_deadline(self, *, closes_at: datetime) -> None:
        """The site was silent before the deadline: it moves by rule, to a later day."""
        self.moved_from, self.closes_at = self.closes_at, closes_at

    @transition(state, source=S.DRAFT, target=S.DISCARDED)
    def discard(self, *, at: datetime) -> None:
        """The draft is given up."""
        self.ended_at = at

    @transition(state, source=S.OPEN, target=S.CLOSED)
    def close(self, *, at: datetime) -> None:
        """The deadline has passed by the database's clock; the list of bids is frozen."""
        self.closed_at = at

    @transition(state, source=S.CLOSED, target=S.SCORING)
    def start_scoring(self, *, at: datetime) -> None:
        """The plans are open and the experts drawn: they score before anybody reads a price."""
        self.scoring_began_at = at

    @transition(state, source=[S.CLOSED, S.SCORING], target=S.OPENED)
    def open_bids(self, *, at: datetime) -> None:
        """The keys were released and every bid is opened or void."""
        self.opened_at = at

    @transition(state, source=S.OPENED, target=S.ROUNDS)
    def start_rounds(self, *, at: datetime) -> None:
        """Enough have entered: the live room is open and its first round runs."""
        self.rounds_began_at = at

    @transition(state, source=S.OPENED, target=S.SHORTLISTED)
    def draw_shortlist(self, *, choose_by: datetime) -> None:
        """Enough have entered: the short list is drawn, and its buyer picks from it until that moment."""
        self.choose_by = choose_by

    @transition(state, source=[S.CHOOSING, S.OPENED, S.ROUNDS, S.SHORTLISTED], target=S.DECIDED)
    def decide(self, *, at: datetime, publicity_ends_at: datetime) -> None:
        """The method has ranked the bids, or the buyer has chosen; the result is public and may be objected to."""
        self.decided_at, self.publicity_ends_at = at, publicity_ends_at

    @transition(state, source=[S.DECIDED, S.AWARDED], target=S.DECIDED)
    def decide_again(self, *, at: datetime, publicity_ends_at: datetime) -> None:
        """A bid was struck since: the order without it is public for a full period of its own, and no award stands."""
        self.decided_at, self.publicity_ends_at, self.awarded_at = at, publicity_ends_at, None

    @transition(state, source=S.DECIDED, target=S.AWARDED)
    def award(self, *, at: datetime) -> None:
        """Publicity has passed without an open objection: the first in order is offered the award."""
        self.awarded_at = at

    @transition(state, source=S.AWARDED, target=S.CONFIRMED)
    def confirm(self, *, at: datetime) -> None:
        """The winner has confirmed; the contract follows."""
        self.confirmed_at = at

    @transition(state, source=S.CONFIRMED, target=S.FINISHED)
    def finish(self, *, at: datetime) -> None:
        """The service was delivered and accepted."""
        self.ended_at = at

    @transition(
        state,
        source=[S.CHOOSING, S.CLOSED, S.SCORING, S.OPENED, S.ROUNDS, S.SHORTLISTED, S.DECIDED, S.AWARDED, S.CONFIRMED],
        target=S.FAILED,
    )
    def fail(self, *, at: datetime) -> None:
        """No award, or none that held: too few, nobody left in order, or no contract."""
        self.ended_at = at

    @transition(
        state, source=[S.OPEN, S.CHOOSING, S.CLOSED, S.SCORING, S.OPENED, S.ROUNDS, S.SHORTLISTED, S.DECIDED], target=S.CANCELLED
    )
    def cancel(self, *, at: datetime) -> None:
        """Given up before award, for a published reason from the closed list."""
        self.ended_at = at
