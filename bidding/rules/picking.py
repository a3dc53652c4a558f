"""Picking from a short list: by when, whom, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.award import TO_BE_OFFERED_THE_AWARD
from bidding.rules.saying import moment
from bidding.rules.submission import PLAN, EligibilityFacts
from kernel.rulebook import Kind, rule


@dataclass(frozen=True)
class PickFacts(EligibilityFacts):
    """An agency that the buyer picks. `choose_by` is None where the need waits for no pick."""

    now: datetime
    choose_by: datetime | None
    is_on_the_list: bool
    reason: str


def _late(facts: PickFacts) -> str:
    return f"择定期限为 {moment(facts.choose_by)}，逾期按抽签次序取首位" if facts.choose_by else "这项需求现在不待择定"


@rule("全省条款表：信用择优择定期", law="B7", since=PLAN, kind=Kind.DEFAULT, explain=_late)
def agency_is_picked_in_time(facts: PickFacts) -> bool:
    """The buyer picks from the short list within its period; when it is over the first in the drawn order is taken."""
    return facts.choose_by is not None and facts.now < facts.choose_by


@rule("本站规则：信用择优", law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "不在入围名单")
def pick_is_on_the_short_list(facts: PickFacts) -> bool:
    """The buyer picks one of those who were drawn onto the short list, and nobody else."""
    return facts.is_on_the_list


@rule("本站规则：择定理由随结果公布", law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "没有写明择定理由")
def pick_says_why(facts: PickFacts) -> bool:
    """The buyer says why it picks one from the short list, and the reason is published."""
    return bool(facts.reason.strip())


TO_PICK_AN_AGENCY = (agency_is_picked_in_time, pick_is_on_the_short_list, pick_says_why, *TO_BE_OFFERED_THE_AWARD)
