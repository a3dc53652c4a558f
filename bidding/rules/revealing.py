"""When keys stay away, every bidder may open its own envelope: until one fixed moment, and with the seed that sealed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

SOURCE = "本站密封规则：揭示种子"
SELF_REVEAL_DAYS = 2  # working days from the recorded delay to the second deadline


@dataclass(frozen=True)
class RevealFacts:
    """A seed that has come for a bid. `until` is the second deadline, None while no delay is on the record."""

    is_frozen: bool
    is_waiting: bool
    until: datetime | None
    now: datetime
    seed_fits: bool
    keys_never_came: bool = False  # the need was cancelled for that


def _not_frozen(facts: RevealFacts) -> str:
    if facts.keys_never_came:
        return "这项需求已取消：开启密钥在期限内无法取得。您的报价没有公开；委托方可以重新发布"
    return "这份投标不在冻结名单里：已撤回、已替换或已开启"


@rule(SOURCE, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=_not_frozen)
def revealed_bid_is_in_the_frozen_list(facts: RevealFacts) -> bool:
    """A seed is taken in for a bid of the frozen list alone."""
    return facts.is_frozen


@rule(
    SOURCE,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "这项需求已经开启或已经取消" if f.until else "开启没有延误，请等受托方的密钥",
)
def seed_is_asked_for(facts: RevealFacts) -> bool:
    """Nobody hands in a seed before the deadline, or while the trustees' keys may still open the bids in time."""
    return facts.is_waiting and facts.until is not None


@rule(SOURCE, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"揭示截止于 {moment(f.until)}" if f.until else "")
def seed_comes_before_the_second_deadline(facts: RevealFacts) -> bool:
    """A seed counts until the second deadline that the record named with the delay, and not at it or later."""
    return facts.until is None or facts.now < facts.until


@rule(SOURCE, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "种子与这份信封不符：请选这一份的种子文件")
def seed_is_that_of_the_envelope(facts: RevealFacts) -> bool:
    """A seed is that of the envelope: every share that was sealed follows from it."""
    return facts.seed_fits


TO_BE_ASKED_FOR_A_SEED = (revealed_bid_is_in_the_frozen_list, seed_is_asked_for, seed_comes_before_the_second_deadline)
TO_REVEAL_A_SEED = (*TO_BE_ASKED_FOR_A_SEED, seed_is_that_of_the_envelope)
