"""What a price in the live room must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment, yuan
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

OWN_RULES = "本站规则：多轮竞价"


@dataclass(frozen=True)
class StepFacts:
    """A price that has come to the room. `ends_at` is None when no round runs, `highest_fen` None when nothing limits it."""

    has_entered: bool
    stays_in_the_extra_round: bool
    arrived_at: datetime
    ends_at: datetime | None
    fen: int
    lowest_fen: int
    highest_fen: int | None


@dataclass(frozen=True)
class RoundFacts:
    """A round that is to be closed."""

    now: datetime
    ends_at: datetime


@rule(OWN_RULES, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "本机构没有开启的有效报名")
def step_comes_from_an_entrant(facts: StepFacts) -> bool:
    """Only an agency whose sealed sign-up was opened bids in the live room."""
    return facts.has_entered


@rule(
    OWN_RULES,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: (
        "现在没有进行中的轮次"
        if f.ends_at is None
        else f"本轮止于 {moment(f.ends_at)}{f.ends_at:：%S} 秒，收到于{f.arrived_at: %M:%S.%f}"
    ),
)
def step_comes_within_its_round(facts: StepFacts) -> bool:
    """A price counts before the end of the running round, by the clock of the database, or not at all."""
    return facts.ends_at is not None and facts.arrived_at < facts.ends_at


@rule(OWN_RULES, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "本轮为加轮，只在最低价相同的机构之间进行")
def step_comes_from_an_equal(facts: StepFacts) -> bool:
    """In the extra round only those bid whose last prices are level at the lowest."""
    return facts.stays_in_the_extra_round


@rule(
    OWN_RULES,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: (
        f"报价 {yuan(f.fen)}，此刻最高可报 {yuan(f.highest_fen)}"
        if f.highest_fen is not None and f.highest_fen >= f.lowest_fen
        else "本机构已与最低价持平，且距最低限价不足一个降幅"
    ),
)
def step_goes_down(facts: StepFacts) -> bool:
    """A price is at most the ceiling and a step below the lowest shown, or level with it where less than a step is left."""
    return facts.highest_fen is None or facts.fen <= facts.highest_fen


@rule(
    OWN_RULES,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"报价 {yuan(f.fen)}，不得低于 {yuan(f.lowest_fen)}",
)
def step_keeps_the_floor(facts: StepFacts) -> bool:
    """A price is never nothing, not below the floor, and not below the lowest shown where it may only draw level."""
    return facts.fen >= facts.lowest_fen


@rule(OWN_RULES, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"本轮止于 {moment(f.ends_at)}{f.ends_at:：%S} 秒")
def round_has_run_out(facts: RoundFacts) -> bool:
    """A round is closed at its end or later, extensions included, by the clock of the database."""
    return facts.now >= facts.ends_at


TO_PLACE_A_STEP = (
    step_comes_from_an_entrant,
    step_comes_within_its_round,
    step_comes_from_an_equal,
    step_goes_down,
    step_keeps_the_floor,
)
TO_CLOSE_A_ROUND = (round_has_run_out,)
