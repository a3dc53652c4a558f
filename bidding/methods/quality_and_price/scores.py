"""What scores must be, when they are complete, and what they come to. Exact fractions of hundredths of a point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from bidding.methods.quality_and_price.case import Case, Criterion, Score

CENTI = 100
ALL_POINTS = 100


def faults_of(case: Case) -> tuple[str, ...]:
    """Everything in a case that the method does not allow, each in a sentence; nothing if all of it is in order."""
    faults = _faults_of_weights(case)
    if len(set(case.experts)) != len(case.experts):
        faults.append("同一位专家列了两次")
    if len(case.experts) < max(case.quorum, 1):
        faults.append(f"评审专家 {len(case.experts)} 位，少于 {max(case.quorum, 1)} 位")
    bidders = {offer.bidder for offer in case.offers}
    criteria = {criterion.key: criterion for criterion in case.criteria}
    given: set[tuple[str, str, str]] = set()
    for score in case.scores:
        name = f"专家 {score.expert} 对 {score.bidder} 的“{score.criterion}”评分"
        if score.expert not in case.experts or score.bidder not in bidders or score.criterion not in criteria:
            faults.append(f"{name}无所归属")
            continue
        if (score.expert, score.bidder, score.criterion) in given:
            faults.append(f"{name}重复")
        given.add((score.expert, score.bidder, score.criterion))
        faults += [f"{name}{fault}" for fault in faults_of_score(score, criteria[score.criterion])]
    wanted = {(e, o.bidder, key) for e in case.experts for o in case.offers if not o.struck for key in criteria}
    faults += [f"专家 {e} 对 {b} 的“{key}”未评分" for e, b, key in sorted(wanted - given)]
    return tuple(faults)


def faults_of_score(score: Score, criterion: Criterion) -> tuple[str, ...]:
    """What is wrong with one score: out of its range, or at half of the points or less without a reason."""
    most = criterion.points * CENTI
    if not 0 <= score.centi <= most:
        return (f"应在 0 到 {criterion.points} 分之间",)
    return ("不高于满分一半，应写明理由",) if 2 * score.centi <= most and not score.reason.strip() else ()


def may_open_prices(seats: Sequence[str], locked: Collection[str], *, quorum: int, is_over: bool, none_can_follow: bool) -> bool:
    """Whether the prices may be opened: every seat has locked its scores, or the time is over, nobody can follow, and
    as many as the quorum asks for have locked theirs.

    | seats | locked | quorum | time over | nobody can follow | prices open |
    |---|---|---|---|---|---|
    | 3 | 3 | 2 | no | no | yes |
    | 3 | 2 | 2 | no | yes | no |
    | 3 | 2 | 2 | yes | no | no |
    | 3 | 2 | 2 | yes | yes | yes |
    | 3 | 1 | 2 | yes | yes | no |
    | 0 | 0 | 0 | yes | yes | no |
    """
    done = [expert for expert in seats if expert in locked]
    if not done:
        return False
    return len(done) == len(seats) or (is_over and none_can_follow and len(done) >= quorum)


def average(case: Case, bidder: str, criterion: str) -> Fraction:
    """The mean of the experts' scores for a plan on a criterion, in hundredths."""
    given = [score.centi for score in case.scores if score.bidder == bidder and score.criterion == criterion]
    return Fraction(sum(given), len(case.experts))


def price_score(case: Case, *, lowest_fen: int, own_fen: int) -> Fraction:
    """Lowest price ÷ own price × weight, in hundredths.

    | lowest (fen) | own (fen) | weight (points) | score (hundredths) |
    |---|---|---|---|
    | 700 | 700 | 30 | 3000 |
    | 700 | 1000 | 30 | 2100 |
    | 700 | 900 | 30 | 7000/3 |
    """
    return Fraction(lowest_fen, own_fen) * case.price_points * CENTI


def _faults_of_weights(case: Case) -> list[str]:
    faults = []
    if not case.criteria or len({c.key for c in case.criteria}) != len(case.criteria):
        faults.append("评审因素缺失或重复")
    if any(c.points < 1 for c in case.criteria) or case.price_points < 1:
        faults.append("每项权重至少 1 分")
    if sum(c.points for c in case.criteria) + case.price_points != ALL_POINTS:
        faults.append(f"各项权重与价格权重之和应为 {ALL_POINTS} 分")
    return faults
