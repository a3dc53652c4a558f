"""How experts score: in their time, within the points, with reasons; a locked sheet stays, and only then prices open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment
from bidding.rules.submission import PARTIES_LAW, PLAN
from kernel.rulebook import Kind, rule

OWN_RULES = "本站规则：择优（方案）的评分"


@dataclass(frozen=True)
class SheetFacts:
    """An expert before a need's plans. `faults` are those of the marks, each in a sentence; `unscored` the empty fields."""

    is_scoring: bool
    is_locked: bool
    has_left: bool
    now: datetime
    score_by: datetime
    faults: tuple[str, ...] = ()
    unscored: int = 0


@dataclass(frozen=True)
class AsideFacts(SheetFacts):
    """An expert who stands aside, with the reason."""

    reason: str = ""


@dataclass(frozen=True)
class ScoresFacts:
    """The panel of a need: whether the prices may be opened after it, as the method says."""

    may_open_prices: bool
    locked: int
    seats: int
    quorum: int


@rule(
    OWN_RULES, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "评分已结束" if not f.is_scoring else "席位已由他人递补"
)
def expert_sits_while_it_is_scored(facts: SheetFacts) -> bool:
    """An expert scores while the scoring of the need is open and the seat is held."""
    return facts.is_scoring and not facts.has_left


@rule(
    "参照财政部令第 87 号第 55 条；本站规则：评分锁定后开启报价",
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "评分表已经锁定",
)
def locked_sheet_stays(facts: SheetFacts) -> bool:
    """A locked sheet is never changed: prices are opened on the strength of it."""
    return not facts.is_locked


@rule(
    "全省条款表：专家评审期",
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"评分期限 {moment(f.score_by)}，收到于 {moment(f.now)}",
)
def scores_come_in_time(facts: SheetFacts) -> bool:
    """Scores come before the expert's time limit, by the clock of the database; afterwards the next in the drawn order scores."""
    return facts.now < facts.score_by


@rule(OWN_RULES, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "；".join(f.faults))
def scores_lie_within_their_points(facts: SheetFacts) -> bool:
    """A score lies between nothing and the criterion's points; at half of them or less it gives its reason."""
    return not facts.faults


@rule(OWN_RULES, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"还有 {f.unscored} 项没有评分")
def sheet_is_complete(facts: SheetFacts) -> bool:
    """A sheet is locked once every plan has a score on every criterion."""
    return facts.unscored == 0


@rule(PARTIES_LAW, law="B2", since=PLAN, explain=lambda f: "没有写明回避理由")
def expert_says_why_to_stand_aside(facts: AsideFacts) -> bool:
    """An expert who stands aside gives the reason."""
    return bool(facts.reason.strip())


@rule(
    OWN_RULES,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"{f.seats} 个席位中 {f.locked} 位已锁定评分，最少 {f.quorum} 位",
)
def enough_experts_have_locked(facts: ScoresFacts) -> bool:
    """Scores are closed when every seat has locked its sheet, or when the time is over, nobody can follow and a quorum has."""
    return facts.may_open_prices


TO_SCORE = (expert_sits_while_it_is_scored, locked_sheet_stays, scores_come_in_time, scores_lie_within_their_points)
TO_LOCK = (*TO_SCORE, sheet_is_complete)
TO_STAND_ASIDE = (
    expert_sits_while_it_is_scored,
    locked_sheet_stays,
    scores_come_in_time,
    expert_says_why_to_stand_aside,
)
TO_CLOSE_THE_SCORES = (enough_experts_have_locked,)
