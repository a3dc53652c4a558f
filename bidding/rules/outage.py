"""The site was silent before a deadline: the deadline moves by rule, and no human decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bidding.rules.saying import moment
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

OUTAGE_RULES = "本站规则：故障顺延"


@dataclass(frozen=True)
class OutageFacts:
    """An open need, its deadline, and the first silence before it that is too long (None: there is none)."""

    is_open: bool
    closes_at: datetime
    silence: tuple[datetime, datetime] | None


def first_silence(
    beats: Sequence[datetime], *, closes_at: datetime, until: datetime, window_minutes: int, silence_seconds: int
) -> tuple[datetime, datetime] | None:
    """The first stretch without a beat that is longer than allowed, within the window before a deadline and up to `until`.

    Args:
        beats: moments of heartbeats, in order.
        closes_at: the deadline.
        until: the moment of asking; silence after the deadline does not count.
        window_minutes: how long before the deadline the site is watched.
        silence_seconds: the longest silence that is borne.
    """
    start, end = closes_at - timedelta(minutes=window_minutes), min(until, closes_at)
    if end <= start:
        return None
    inside = beats[bisect_right(beats, start) : bisect_left(beats, end)]
    before = start
    for moment_of_beat in (*inside, end):
        if moment_of_beat - before > timedelta(seconds=silence_seconds):
            return before, moment_of_beat
        before = moment_of_beat
    return None


def _said(facts: OutageFacts) -> str:
    if facts.silence is None:
        return "截止前没有过长的心跳中断"
    first, last = facts.silence
    return f"{moment(first)}起 {int((last - first).total_seconds())} 秒没有系统心跳，截止时间顺延"


@rule(OUTAGE_RULES, law="N7", since=PLAN, kind=Kind.DEFAULT, explain=_said)
def no_outage_came_before_the_deadline(facts: OutageFacts) -> bool:
    """A need is not closed while the site was silent too long before its deadline; then the deadline moves first."""
    return facts.silence is None


@rule(OUTAGE_RULES, law="N7", since=PLAN, kind=Kind.DEFAULT, explain=_said)
def deadline_moves_after_an_outage_alone(facts: OutageFacts) -> bool:
    """The deadline of an open need moves when the site was silent too long before it, and for no other reason."""
    return facts.is_open and facts.silence is not None


TO_CLOSE_AFTER_NO_OUTAGE = (no_outage_came_before_the_deadline,)
TO_MOVE_A_DEADLINE = (deadline_moves_after_an_outage_alone,)
