"""What a step must be, and what it does to the end of its round. The room asks the same functions as the verifier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bidding.methods.live_rounds.case import Case, Round, Step, Terms


def allowed(
    terms: Terms,
    *,
    ceiling_fen: int | None,
    floor_fen: int | None,
    lowest_fen: int | None,
    own_fen: int | None,
    is_extra: bool = False,
) -> tuple[int, int | None]:
    """From what to what a price may be named next (None: nothing limits it); nothing may be named where the first is higher.

    | round | ceiling | floor | lowest shown | own last | step | allowed |
    |---|---|---|---|---|---|---|
    | usual | 10000 | none | none | none | 100 | 1 to 10000 |
    | usual | 10000 | 8000 | 9000 | none | 100 | 8000 to 8900 |
    | usual | 10000 | 8000 | 9000 | 9500 | 100 | 8000 to 8900 |
    | usual | 10000 | 8000 | 8100 | 9500 | 100 | 8000 to 8000 |
    | usual | 10000 | 8000 | 8050 | 9500 | 100 | 8050 to 8050: less than a step is left, one may draw level |
    | usual | 10000 | 8000 | 8050 | 8050 | 100 | nothing: level already |
    | extra | 10000 | 8000 | 8050 | 8050 | 100 | 8000 to 8049 |
    | extra | 10000 | 8000 | 8010 | 8050 | 100 | 8000 to 8049 |
    """
    floor = max(floor_fen or 1, 1)
    if lowest_fen is None:
        return floor, ceiling_fen
    if is_extra:
        return floor, (lowest_fen if own_fen is None else own_fen) - 1
    if lowest_fen - terms.step_fen < floor:
        return lowest_fen, lowest_fen - (own_fen == lowest_fen)
    return floor, lowest_fen - terms.step_fen


def end_after(terms: Terms, *, ends_at: datetime, extensions: int, at: datetime) -> tuple[datetime, int]:
    """The end of a round and its count of extensions after a step at that moment."""
    is_late = ends_at - at <= timedelta(seconds=terms.last_seconds)
    if not is_late or extensions >= terms.extensions:
        return ends_at, extensions
    return ends_at + timedelta(seconds=terms.extra_seconds), extensions + 1


def level_after[Who: (str, int)](
    terms: Terms, *, floor_fen: int | None, steps: Iterable[tuple[int, Who, int]]
) -> tuple[Who, ...]:
    """Who goes on into the extra round after steps (round, bidder, fen): those level at the lowest, if it lies above the floor."""
    last = {who: fen for number, who, fen in steps if number <= terms.rounds}
    lowest = min(last.values(), default=0)
    level = tuple(sorted(who for who, fen in last.items() if fen == lowest))
    return level if len(level) > 1 and lowest > max(floor_fen or 1, 1) else ()


def faults_of(case: Case) -> tuple[str, ...]:
    """Everything in a case that the rules of live rounds do not allow, each in a sentence; nothing if all of it is legal."""
    level = level_after(case.terms, floor_fen=case.floor_fen, steps=[(s.round, s.bidder, s.fen) for s in case.steps])
    faults = _faults_of_rounds(case, level)
    entered = {offer.bidder for offer in case.offers}
    own: dict[str, int] = {}
    ends = {r.round: (r.opened_at + timedelta(seconds=case.terms.seconds), 0) for r in case.rounds}
    opened = {r.round: r.opened_at for r in case.rounds}
    before: Step | None = None
    for place, step in enumerate(case.steps, start=1):
        name = f"第 {step.seq} 步"
        if step.seq != place or (before is not None and (step.at < before.at or step.round < before.round)):
            faults.append(f"{name}次序不连续")
        if step.bidder not in entered:
            faults.append(f"{name}的报价人没有有效报名")
        if step.round not in ends:
            faults.append(f"{name}所在的第 {step.round} 轮没有开始")
            continue
        end, extensions = ends[step.round]
        if not opened[step.round] <= step.at < end:
            faults.append(f"{name}不在第 {step.round} 轮的时间内")
        faults += _faults_of_price(case, step, own, level)
        ends[step.round] = end_after(case.terms, ends_at=end, extensions=extensions, at=step.at)
        own[step.bidder] = step.fen
        before = step
    faults += [f"第 {r.round} 轮的结束时间与其报价不符" for r in case.rounds if ends[r.round] != (r.ends_at, r.extensions)]
    return tuple(faults)


def _faults_of_price(case: Case, step: Step, own: dict[str, int], level: tuple[str, ...]) -> list[str]:
    is_extra = step.round > case.terms.rounds
    if is_extra and step.bidder not in level:
        return [f"第 {step.seq} 步的报价人不在加轮之列"]
    low, high = allowed(
        case.terms,
        ceiling_fen=case.ceiling_fen,
        floor_fen=case.floor_fen,
        lowest_fen=min(own.values(), default=None),
        own_fen=own.get(step.bidder),
        is_extra=is_extra,
    )
    if step.fen >= low and (high is None or step.fen <= high):
        return []
    return [f"第 {step.seq} 步的金额 {step.fen} 分不合规则，可报 {low} 至 {high} 分"]


def _faults_of_rounds(case: Case, level: tuple[str, ...]) -> list[str]:
    count = case.terms.rounds + bool(level)
    if [r.round for r in case.rounds] != list(range(1, count + 1)):
        return [f"应有 {count} 轮，依次进行"]
    pairs: list[tuple[Round, Round]] = list(zip(case.rounds, case.rounds[1:], strict=False))
    return [f"第 {b.round} 轮早于第 {a.round} 轮结束" for a, b in pairs if b.opened_at < a.ends_at]
