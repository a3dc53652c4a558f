"""A model of the deadline: bidders, one closer, and a clock that may go back; every state that they can reach is visited.

Each process takes one indivisible step at a time, in any order. A bidder takes the shared lock, reads the need's committed
state, reads the clock, writes the bid, commits (then it is acknowledged and the lock is free). The closer takes the
exclusive lock, reads the clock, freezes the list of committed bids, commits. The trigger `a_bid_comes_before_the_deadline`
and `bidding.actions.opening.close_need` are these steps; a test beside this file holds them to that order.

`Ways` are the wrong ways, each of which must show its counterexample.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

DEADLINE, MIDNIGHT = 2, 3  # the clock runs from 0 to MIDNIGHT and may go back by one at any time
START, LOCKED, SAW_STATE, STAMPED, WRITTEN, ACKNOWLEDGED, REFUSED = range(7)
WAITING, HOLDING, LOOKED, FROZEN, CLOSED = range(5)


@dataclass(frozen=True)
class Ways:
    """How the protocol is played; the defaults are the product's."""

    bidder_locks: bool = True
    closer_locks: bool = True
    bidder_reads_state: bool = True
    stamps_under_the_lock: bool = True
    closes_at_the_deadline: bool = True


@dataclass(frozen=True)
class Bidder:
    """Where a bidder stands; `saw_open` is what it read, `stamp` the time that its bid has."""

    at: int = START
    saw_open: bool = True
    stamp: int = -1


@dataclass(frozen=True)
class State:
    """Everything at one moment."""

    clock: int
    bidders: tuple[Bidder, ...]
    closer: int = WAITING
    closer_saw: int = -1
    frozen: frozenset[int] | None = None

    def shared(self, ways: Ways) -> bool:
        return ways.bidder_locks and any(b.at in {LOCKED, SAW_STATE, STAMPED, WRITTEN} for b in self.bidders)

    def exclusive(self, ways: Ways) -> bool:
        return ways.closer_locks and self.closer in {HOLDING, LOOKED, FROZEN}


def steps(state: State, ways: Ways) -> Iterator[tuple[str, State]]:
    """Everything that may happen next."""
    if state.clock < MIDNIGHT:
        yield "the clock goes on", replace(state, clock=state.clock + 1)
    if state.clock > 0:
        yield "the clock steps back", replace(state, clock=state.clock - 1)
    for number, bidder in enumerate(state.bidders):
        for what, new in _bidder(state, bidder, ways):
            others = (*state.bidders[:number], new, *state.bidders[number + 1 :])
            yield f"bidder {number} {what}", replace(state, bidders=others)
    yield from _closer(state, ways)


def _bidder(state: State, bidder: Bidder, ways: Ways) -> Iterator[tuple[str, Bidder]]:
    match bidder.at:
        case 0:
            if not (ways.bidder_locks and state.exclusive(ways)):
                early = -1 if ways.stamps_under_the_lock else bidder.stamp
                if ways.stamps_under_the_lock or bidder.stamp >= 0:
                    yield "takes the lock", replace(bidder, at=LOCKED, stamp=early)
            if not ways.stamps_under_the_lock and bidder.stamp < 0:
                seen = state.closer != CLOSED or not ways.bidder_reads_state
                yield "reads clock and state before the lock", replace(bidder, stamp=state.clock, saw_open=seen)
        case 1:
            seen = state.closer != CLOSED or not ways.bidder_reads_state
            seen = seen if ways.stamps_under_the_lock else bidder.saw_open
            yield "reads the state", replace(bidder, at=SAW_STATE, saw_open=seen)
        case 2:
            stamp = state.clock if ways.stamps_under_the_lock else bidder.stamp
            yield "is stamped", replace(bidder, at=STAMPED, stamp=stamp)
        case 3:
            in_time = bidder.saw_open and bidder.stamp < DEADLINE
            yield "writes" if in_time else "is refused", replace(bidder, at=WRITTEN if in_time else REFUSED)
        case 4:
            yield "commits and is acknowledged", replace(bidder, at=ACKNOWLEDGED)


def _closer(state: State, ways: Ways) -> Iterator[tuple[str, State]]:
    match state.closer:
        case 0:
            if not (ways.closer_locks and state.shared(ways)):
                yield "the closer takes the lock", replace(state, closer=HOLDING)
        case 1:
            if state.clock >= DEADLINE or not ways.closes_at_the_deadline:
                yield "the closer sees that it is time", replace(state, closer=LOOKED, closer_saw=state.clock)
            else:
                yield "the closer is too early and lets go", replace(state, closer=WAITING)
        case 2:
            committed = frozenset(n for n, b in enumerate(state.bidders) if b.at == ACKNOWLEDGED)
            yield "the closer freezes the list", replace(state, closer=FROZEN, frozen=committed)
        case 3:
            yield "the closer commits", replace(state, closer=CLOSED)


def fault(state: State) -> str:
    """What is wrong with a state, or ""."""
    acknowledged = {n for n, b in enumerate(state.bidders) if b.at == ACKNOWLEDGED}
    if any(b.stamp >= DEADLINE for b in state.bidders if b.at == ACKNOWLEDGED):
        return "an acknowledged bid is late"
    if state.closer == CLOSED and state.frozen is not None and not acknowledged <= state.frozen:
        return "an acknowledged bid is not in the frozen list"
    if state.frozen is not None and state.closer_saw < DEADLINE:
        return "the list was frozen before the deadline"
    return ""


def is_over(state: State) -> bool:
    """Nobody has anything left to do but the clock."""
    return state.closer == CLOSED and all(b.at in {ACKNOWLEDGED, REFUSED} for b in state.bidders)


@dataclass(frozen=True)
class Explored:
    """What a search found: how many states, the shortest way to a fault, and how many states never end."""

    states: int
    fault: str
    way: tuple[str, ...]
    hanging: int
    ends: int


def explore(ways: Ways, bidders: int) -> Explored:
    """Visit every state, the nearest first; stop at the first fault."""
    first = State(0, (Bidder(),) * bidders)
    came: dict[State, tuple[State | None, str]] = {first: (None, "")}
    before: dict[State, list[State]] = {}
    queue = deque([first])
    while queue:
        state = queue.popleft()
        if wrong := fault(state):
            return Explored(len(came), wrong, _way(came, state), 0, 0)
        for what, following in steps(state, ways):
            before.setdefault(following, []).append(state)
            if following not in came:
                came[following] = (state, what)
                queue.append(following)
    ends = [state for state in came if is_over(state)]
    return Explored(len(came), "", (), len(came) - len(_leading_to(ends, before)), len(ends))


def _way(came: dict[State, tuple[State | None, str]], state: State) -> tuple[str, ...]:
    way: list[str] = []
    at: State | None = state
    while at is not None:
        at, what = came[at]
        way.append(what)
    return tuple(reversed(way[:-1]))


def _leading_to(ends: list[State], before: dict[State, list[State]]) -> set[State]:
    found, queue = set(ends), deque(ends)
    while queue:
        for earlier in before.get(queue.popleft(), []):
            if earlier not in found:
                found.add(earlier)
                queue.append(earlier)
    return found
