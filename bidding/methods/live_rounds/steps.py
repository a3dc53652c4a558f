"""What a step must be, and what it does to the end of its round. The room asks the same functions as the verifier."""

from __future__ import annotations

from datetime import datetime, timedelta

from bidding.methods.live_rounds.case import Case, Round, Step, Terms


def highest_allowed(terms: Terms, *, ceiling_fen: int | None, lowest_fen: int | None, own_fen: int | None) -> int | None:
    """The highest price that may be bid next; None where nothing limits it.

    | ceiling | lowest shown | own last | step | highest allowed |
    |---|---|---|---|---|
    | 10000 | none | none | 100 | 10000 |
    | 10000 | 9000 | none | 100 | 8900 |
    | 10000 | 9000 | 9500 | 100 | 8900 |
    | 10000 | 9000 | 9000 | 100 | 8900 |
    | none | none | none | 100 | none |
    """
    limits = (ceiling_fen, None if lowest_fen is None else lowest_fen - terms.step_fen, own_fen)
    return min((limit for limit in limits if limit is not None), default=None)


def end_after(terms: Terms, *, ends_at: datetime, extensions: int, at: datetime) -> tuple[datetime, int]:
    """The end of a round and its count of extensions after a step at that moment."""
    is_late = ends_at - at <= timedelta(seconds=terms.last_seconds)
    if not is_late or extensions >= terms.extensions:
        return ends_at, extensions
    return ends_at + timedelta(seconds=terms.extra_seconds), extensions + 1


def faults_of(case: Case) -> tuple[str, ...]:
    """Everything in a case that the rules of live rounds do not allow, each in a sentence; nothing if all of it is legal."""
    faults = _faults_of_rounds(case)
    entered = {offer.bidder for offer in case.offers}
    own: dict[str, int] = {}
    lowest: int | None = None
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
        highest = highest_allowed(case.terms, ceiling_fen=case.ceiling_fen, lowest_fen=lowest, own_fen=own.get(step.bidder))
        if (highest is not None and step.fen > highest) or step.fen < max(case.floor_fen or 1, 1):
            faults.append(f"{name}的金额 {step.fen} 分不合规则，最高可报 {highest} 分")
        ends[step.round] = end_after(case.terms, ends_at=end, extensions=extensions, at=step.at)
        own[step.bidder] = lowest = step.fen
        before = step
    faults += [f"第 {r.round} 轮的结束时间与其报价不符" for r in case.rounds if ends[r.round] != (r.ends_at, r.extensions)]
    return tuple(faults)


def _faults_of_rounds(case: Case) -> list[str]:
    if [r.round for r in case.rounds] != list(range(1, case.terms.rounds + 1)):
        return [f"应有 {case.terms.rounds} 轮，依次进行"]
    pairs: list[tuple[Round, Round]] = list(zip(case.rounds, case.rounds[1:], strict=False))
    return [f"第 {b.round} 轮早于第 {a.round} 轮结束" for a, b in pairs if b.opened_at < a.ends_at]
