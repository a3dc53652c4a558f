"""What everything that is written keeps: about one need or one contract, and on the record as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kernel.rulebook import Kind, rule

_BEIJING = ZoneInfo("Asia/Shanghai")
MINUTES_BACK = 10  # both verifiers admit as much
TOLERANCE = timedelta(minutes=MINUTES_BACK)


@dataclass(frozen=True)
class MomentFacts:
    """When a fact about a need or a contract happens, and when the one written before it did."""

    at: datetime
    last: datetime


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(_BEIJING):%Y-%m-%d %H:%M:%S.%f}"


@rule(
    "本站时间规则：以数据库时间为准",
    law="B5",
    since=date(2018, 7, 19),
    kind=Kind.DEFAULT,
    explain=lambda f: f"平台时钟显示 {_shown(f.at)}，早于前一事项的 {_shown(f.last)}：时钟回拨，没有受理，请稍后再试",
)
def facts_come_in_order(facts: MomentFacts) -> bool:
    """What is written about a need or a contract happens at or after what was written before it: a clock that shows an earlier moment has stepped back, and nothing is taken in until it has caught up."""
    return facts.at >= facts.last


@dataclass(frozen=True)
class RecordFacts:
    """When any fact happens, and the latest moment on the public record."""

    at: datetime
    newest: datetime


@rule(
    "本站时间规则：以数据库时间为准",
    law="B5",
    since=date(2018, 7, 19),
    kind=Kind.DEFAULT,
    explain=lambda f: (
        f"平台时钟显示 {_shown(f.at)}，比公开记录的最新时间 {_shown(f.newest)} 早了 {MINUTES_BACK} 分钟以上：时钟回拨，没有受理，请稍后再试"
    ),
)
def fact_comes_in_the_records_time(facts: RecordFacts) -> bool:
    """No fact is written with a time more than ten minutes before the latest one on the public record: a clock that shows it has stepped back, and nothing is taken in until it has caught up."""
    return facts.at >= facts.newest - TOLERANCE


TO_WRITE_A_FACT = (facts_come_in_order,)
TO_WRITE_ON_THE_RECORD = (fact_comes_in_the_records_time,)
