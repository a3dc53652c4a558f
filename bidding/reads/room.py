"""The live room: its terms, its running round, the lowest price, one's own place, and the case that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bidding.methods.live_rounds import Case, Entry, Round, Terms, allowed, level_after
from bidding.methods.live_rounds import Step as Made
from bidding.models import Bid, LiveRound, Need, Notice, Step
from bidding.reads.bids import notice_for_bidding
from bidding.reads.results import chance_of, list_root, score_at
from bidding.states import BidState, Method, NeedState
from kernel import clock
from market.models.region import TermName
from market.reads import term


@dataclass(frozen=True)
class Room:
    """What a room shows to one watcher. Nobody's name; `own_fen`, `rank` and `highest_fen` only to who has entered."""

    terms: Terms
    running: LiveRound | None
    rounds: tuple[LiveRound, ...]
    steps: tuple[Step, ...]
    entrants: int
    has_entered: bool
    agency_id: int | None
    now: datetime
    starts_at: datetime | None
    is_over: bool
    ceiling_fen: int | None
    floor_fen: int

    @property
    def lowest(self) -> Step | None:
        """The step with the lowest price; the first of them where some are level."""
        return min(self.steps, key=lambda step: (step.fen, step.seq), default=None)

    @property
    def level(self) -> tuple[int, ...]:
        """The agencies that go on into the extra round, once the usual ones are over."""
        steps = [(step.round.number, step.agency_id, step.fen) for step in self.steps]
        return level_after(self.terms, floor_fen=self.floor_fen, steps=steps)

    @property
    def is_extra(self) -> bool:
        """Whether the extra round among equals runs."""
        return self.running is not None and self.running.number > self.terms.rounds

    @property
    def version(self) -> int:
        """How many things have happened in the room: it grows by one with each, and names each event of the stream."""
        closed = sum(each.closed_at is not None for each in self.rounds)
        return len(self.steps) + len(self.rounds) + closed + self.is_over

    @property
    def next_at(self) -> datetime | None:
        """What the watch counts down to: the end of the round that runs, or the start of the first."""
        return self.running.ends_at if self.running else self.starts_at

    @property
    def round_words(self) -> str:
        """Which round runs, in words."""
        if self.is_over:
            return "竞价已结束"
        if self.running is None:
            last = len(self.rounds)
            if not last:
                return f"尚未开始，共 {self.terms.rounds} 轮"
            return f"第 {last} 轮已结束" if last < self.terms.rounds else "各轮已结束，正在选取"
        if self.is_extra:
            return f"加轮：最低价相同的 {len(self.level)} 家"
        return f"第 {self.running.number} 轮，共 {self.terms.rounds} 轮"

    @property
    def may_bid(self) -> bool:
        """Whether the watcher may name a price in the round that runs, if one does."""
        return self.has_entered and (not self.is_extra or self.agency_id in self.level)

    @property
    def own(self) -> tuple[Step, ...]:
        """The watcher's own steps, the newest first."""
        return tuple(step for step in reversed(self.steps) if self.agency_id is not None and step.agency_id == self.agency_id)

    @property
    def rank(self) -> int | None:
        """The place of the watcher's last price among all last prices; None before the first."""
        last = {step.agency_id: step.fen for step in self.steps}
        mine = last.get(self.agency_id) if self.agency_id is not None else None
        return None if mine is None else 1 + sum(fen < mine for fen in last.values())

    @property
    def allowed(self) -> tuple[int, int | None]:
        """From what to what the watcher may bid next; None where nothing limits it, nothing where the first is higher."""
        return allowed(
            self.terms,
            ceiling_fen=self.ceiling_fen,
            floor_fen=self.floor_fen,
            lowest_fen=self.lowest.fen if self.lowest else None,
            own_fen=self.own[0].fen if self.own else None,
            is_extra=self.is_extra,
        )

    @property
    def highest_fen(self) -> int | None:
        """The highest price that the watcher may bid next; None where nothing limits it."""
        return self.allowed[1]

    @property
    def may_go_on(self) -> bool:
        """Whether any price is left that the watcher may name."""
        low, high = self.allowed
        return high is None or low <= high


def round_terms_on(need: Need, day: date) -> dict[str, int]:
    """What a notice says of its rounds when it is published (`Need.round_terms`): the numbers of the dated table on that day."""
    if need.method != Method.LIVE_ROUNDS:
        return {}

    def number(name: TermName) -> int:
        return term(name, need.region, on=day)

    return {
        "rounds": number(TermName.LIVE_ROUNDS),
        "seconds": 60 * number(TermName.LIVE_MINUTES),
        "step_fen": number(TermName.LIVE_STEP_FEN),
        "last_seconds": number(TermName.LIVE_LAST_SECONDS),
        "extra_seconds": number(TermName.LIVE_EXTRA_SECONDS),
        "extensions": number(TermName.LIVE_EXTENSIONS),
        "wait_seconds": 60 * number(TermName.LIVE_WAIT_MINUTES),
    }


def terms_of(need: Need) -> Terms:
    """The numbers of the need's rounds, as its notice was published with them."""
    return Terms(**{name: number for name, number in need.round_terms.items() if name != "wait_seconds"})


def first_round_at(need: Need) -> datetime:
    """When the first round may begin: the wait of the notice after the opening."""
    assert need.opened_at is not None
    return need.opened_at + timedelta(seconds=need.round_terms["wait_seconds"])


def room_of(need: Need, notice: Notice, agency_id: int | None) -> Room:
    """The room as an agency (or the public, with None) sees it now."""
    rounds = tuple(need.rounds.order_by("number"))
    entered = set(need.bids.filter(state=BidState.OPENED).values_list("agency_id", flat=True))
    return Room(
        terms=terms_of(need),
        running=next((r for r in rounds if r.closed_at is None), None),
        rounds=rounds,
        steps=tuple(need.steps.select_related("round").order_by("seq")),
        entrants=len(entered),
        has_entered=agency_id in entered,
        agency_id=agency_id,
        now=clock.now(),
        starts_at=first_round_at(need) if need.state == NeedState.OPENED and need.opened_at else None,
        is_over=need.state not in {NeedState.OPENED, NeedState.ROUNDS},
        ceiling_fen=notice.ceiling_fen,
        floor_fen=notice.floor_fen or 1,
    )


def live_case_of(need: Need, notice: Notice, bids: list[Bid]) -> Case:
    """The case that the rounds have made: terms, rounds, steps, and the opened entries with scores and strikes."""
    assert need.closed_at is not None
    entries = [
        Entry(
            bidder=bid.agency.organisation.uscc,
            bid=bid.envelope_hash,
            score_centi=score_at(bid.agency.organisation.uscc, before=need.closed_at),
            r=(bid.opening or {})["r"],
            struck=tuple(row["because"] or row["sentence"] for row in bid.struck_by),
        )
        for bid in bids
    ]
    steps = need.steps.select_related("round", "agency__organisation").order_by("seq")
    return Case(
        need=need.number,
        ceiling_fen=notice.ceiling_fen,
        floor_fen=notice.floor_fen,
        list_root=list_root(need),
        terms=terms_of(need),
        rounds=tuple(Round(r.number, r.opened_at, r.ends_at, r.extensions) for r in need.rounds.order_by("number")),
        steps=tuple(Made(s.seq, s.round.number, s.agency.organisation.uscc, s.fen, s.at) for s in steps),
        offers=tuple(entries),
        **chance_of(need.number),
    )


def level_in(need: Need) -> list[str]:
    """The codes of the agencies that go on into the extra round once the usual rounds are over; none where nobody is level."""
    seen = room_of(need, notice_for_bidding(need.number), None)
    named = {step.agency_id: step.agency.organisation.uscc for step in need.steps.select_related("agency__organisation")}
    return sorted(named[pk] for pk in seen.level)


def last_prices(need: Need) -> dict[int, int]:
    """The last price of each agency in the room."""
    return {step.agency_id: step.fen for step in need.steps.order_by("seq")}


def rounds_are_over(need: Need) -> bool:
    """Whether the last round was closed."""
    return need.state == NeedState.ROUNDS and not need.rounds.filter(closed_at=None).exists()


MOST_PRICES = 500  # a notification of the database carries 8,000 bytes


def shown(seen: Room) -> dict[str, Any]:
    """What everybody may see of a room, without a name: all that a watcher's page needs beside its own last price."""
    last = {step.agency_id: step.fen for step in seen.steps}
    running = seen.running
    return {
        "version": seen.version,
        "seq": len(seen.steps),
        "now": seen.now.isoformat(),
        "round": running.number if running else len(seen.rounds),
        "rounds": seen.terms.rounds,
        "ends_at": running.ends_at.isoformat() if running else None,
        "next_at": seen.next_at.isoformat() if seen.next_at else None,
        "is_over": seen.is_over,
        "extensions": running.extensions if running else 0,
        "extended_by": seen.terms.extra_seconds,
        "lowest_fen": seen.lowest.fen if seen.lowest else None,
        "step_fen": seen.terms.step_fen,
        "ceiling_fen": seen.ceiling_fen,
        "floor_fen": seen.floor_fen,
        "is_extra": seen.is_extra,
        "round_words": seen.round_words,
        "entrants": seen.entrants,
        "prices": sorted(last.values())[:MOST_PRICES],
    }
