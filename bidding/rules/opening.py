"""Closing and opening: not before the deadline, not with too few, not by whim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

DELAY_MINUTES = 30  # after the closing, before missing keys are a delay that the record shows


@dataclass(frozen=True)
class DeadlineFacts:
    """A need that is to be closed."""

    now: datetime
    closes_at: datetime


@dataclass(frozen=True)
class OpeningFacts:
    """A closed need that is to be opened: `held` keys of the `threshold` that opening takes.

    `all_revealed`: the opening is delayed, and every bidder of the frozen list has handed in its seed.
    """

    is_closed: bool
    held: int
    threshold: int
    all_revealed: bool = False
    scores_are_open: bool = False


@dataclass(frozen=True)
class CompetitionFacts:
    """How many take part, in which round. `one_may_win`: at the second notice, measured by a ceiling, where the table allows it."""

    participants: int
    minimum: int
    round: int
    one_may_win: bool


@rule("招标投标法第 34 条", law="B5", since=PLAN, explain=lambda f: f"截止于 {moment(f.closes_at)}")
def deadline_has_passed(facts: DeadlineFacts) -> bool:
    """A need is closed at its deadline or later, by the clock of the database, and never opens again."""
    return facts.now >= facts.closes_at


@rule("招标投标法第 34 条、第 36 条", law="B5", since=PLAN, explain=lambda f: "报名名单还没有冻结")
def bids_are_opened_after_closing(facts: OpeningFacts) -> bool:
    """Nobody reads a bid before the deadline has passed and the list of bids is frozen."""
    return facts.is_closed


@rule(
    "参照财政部令第 87 号第 55 条；本站规则：评分锁定后开启报价",
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "专家评分还没有结束",
)
def prices_are_opened_after_the_scores(facts: OpeningFacts) -> bool:
    """Where experts score plans, nobody reads a price before their scores are locked and on the record."""
    return not facts.scores_are_open


@rule(
    "本站密封规则",
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"已收到 {f.held} 把开启密钥，需要 {f.threshold} 把，也还没有收齐全部种子",
)
def every_bid_can_be_read(facts: OpeningFacts) -> bool:
    """Bids are opened all together: once enough trustees have released their keys, or every bidder has revealed its seed."""
    return facts.held >= facts.threshold or facts.all_revealed


@rule(
    "参照招标投标法第 28 条；全省条款表",
    law="B3",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"有效报名 {f.participants} 家，需要 {f.minimum} 家",
)
def participants_are_enough(facts: CompetitionFacts) -> bool:
    """Competition needs three participants; at the second notice two compete, and one may win at or below the ceiling."""
    if facts.round == 2 and facts.participants == 1:
        return facts.one_may_win
    return facts.participants >= facts.minimum


TO_CLOSE_A_NEED = (deadline_has_passed,)
TO_OPEN_BIDS = (bids_are_opened_after_closing, prices_are_opened_after_the_scores, every_bid_can_be_read)
TO_OPEN_PLANS = (bids_are_opened_after_closing, every_bid_can_be_read)
TO_COMPETE = (participants_are_enough,)
