"""When a need may be given up."""

from __future__ import annotations

from dataclasses import dataclass

from bidding.rules.publication import PLAN
from kernel.rulebook import Kind, rule


@dataclass(frozen=True)
class CancellingFacts:
    """A need about to be cancelled. `reason` is one of the closed list, empty when none was chosen."""

    is_public: bool
    is_awarded: bool
    has_ended: bool
    reason: str
    reasons: frozenset[str]


@rule("本站规则：取消须公布理由", law="N7", since=PLAN, kind=Kind.DEFAULT, explain=lambda facts: "从列出的理由中选一项")
def cancelling_has_a_reason_of_the_list(facts: CancellingFacts) -> bool:
    """A need is cancelled only for a published reason from the closed list."""
    return facts.reason in facts.reasons


@rule("本站规则：中选后不能取消", law="N7", since=PLAN, kind=Kind.DEFAULT, explain=lambda facts: "这项需求已经定出中选机构")
def need_is_not_yet_awarded(facts: CancellingFacts) -> bool:
    """A need can't be cancelled once it is awarded."""
    return not facts.is_awarded


@rule(
    "本站规则：只取消进行中的需求",
    law="N7",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda facts: "这项需求已经结束" if facts.has_ended else "草稿尚未公开，弃用即可",
)
def only_a_running_need_is_cancelled(facts: CancellingFacts) -> bool:
    """Only a need that is public and has not ended is cancelled; a draft is discarded."""
    return facts.is_public and not facts.has_ended


@rule("本站规则：只弃用草稿", law="N7", since=PLAN, kind=Kind.DEFAULT, explain=lambda facts: "已公开的需求只能按理由取消")
def only_a_draft_is_discarded(facts: CancellingFacts) -> bool:
    """Only a draft that was never public is discarded."""
    return not facts.is_public and not facts.has_ended


@dataclass(frozen=True)
class AgainFacts:
    """A need that its buyer wants to publish once more."""

    is_cancelled: bool
    is_failed: bool
    has_second_notice: bool


@rule(
    "本站规则：结束而未成交的可重新发布",
    law="N7",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda facts: "由第二次公告接续" if facts.has_second_notice else "这项需求还在进行或已经成交",
)
def only_a_need_without_a_result_is_published_again(facts: AgainFacts) -> bool:
    """A need is published again only when it was cancelled, or failed and is not followed by its second notice."""
    return facts.is_cancelled or (facts.is_failed and not facts.has_second_notice)


TO_CANCEL_A_NEED = (cancelling_has_a_reason_of_the_list, need_is_not_yet_awarded, only_a_running_need_is_cancelled)
TO_DISCARD_A_NEED = (only_a_draft_is_discarded,)
TO_PUBLISH_AGAIN = (only_a_need_without_a_result_is_published_again,)
