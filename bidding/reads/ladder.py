"""How the prices of a live room fell, as lines of a chart: the lowest of all, and the reader's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bidding.models import LiveRound, Step
from bidding.reads.room import Room
from kernel.money import in_yuan

LEFT, RIGHT, TOP, BOTTOM = 8, 840, 40, 263
GRID = 4
YUAN = 100


@dataclass(frozen=True)
class Ladder:
    """Lines as SVG paths ("" where nobody has named a price), price lines (y, words), rounds (x, words), and a sentence."""

    lowest: str
    own: str
    prices: tuple[tuple[int, str], ...]
    rounds: tuple[tuple[int, str], ...]
    words: str


def ladder_of(room: Room) -> Ladder | None:
    """The chart of a room; None before the first price."""
    if not room.steps:
        return None
    begin = room.rounds[0].opened_at
    end = min(room.now, room.rounds[-1].ends_at)
    length = max(end - begin, timedelta(seconds=1))
    high, low = max(step.fen for step in room.steps), min(step.fen for step in room.steps)

    def x(at: datetime) -> int:
        return LEFT + (RIGHT - LEFT) * (at - begin) // length

    def y(fen: int) -> int:
        return TOP + (BOTTOM - TOP) * (high - fen) // max(high - low, 1)

    def line(steps: list[Step]) -> str:
        falls = "".join(f" H{x(step.at)} V{y(step.fen)}" for step in steps[1:])
        return f"M{x(steps[0].at)} {y(steps[0].fen)}{falls} H{x(end)}" if steps else ""

    lowest = [step for n, step in enumerate(room.steps) if all(step.fen < earlier.fen for earlier in room.steps[:n])]
    own = f"，本机构最近报价 {in_yuan(room.own[0].fen)} 元" if room.own else ""
    return Ladder(
        lowest=line(lowest),
        own=line(list(reversed(room.own))),
        prices=tuple((y(fen), in_yuan(fen).removesuffix(".00")) for fen in _marks(high, low)),
        rounds=tuple((x(each.opened_at), _round_words(room, each)) for each in room.rounds),
        words=f"最低价由 {in_yuan(high)} 元降到 {in_yuan(low)} 元{own}",
    )


def _marks(high: int, low: int) -> list[int]:
    """Prices for the lines across, the highest first; in whole yuan where they lie further than a yuan apart."""
    marks = {high - (high - low) * part // (GRID - 1) for part in range(GRID)}
    if high - low >= GRID * YUAN:
        marks = {fen - fen % YUAN if low < fen < high else fen for fen in marks}
    return sorted(marks, reverse=True)


def _round_words(room: Room, each: LiveRound) -> str:
    words = "加轮" if each.number > room.terms.rounds else f"第 {each.number} 轮"
    return f"{words}，顺延 {each.extensions} 次" if each.extensions else words
