"""When and how a public notice may change, and which changes are material."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules import publication as p
from bidding.rules.saying import moment
from kernel.rulebook import Kind, rule

# Amount, qualification, scope, method and deadline, as the notice's columns name them.
MATERIAL = (
    "title",
    "service_name",
    "scale",
    "content",
    "days",
    "funding",
    "price_mode",
    "ceiling_fen",
    "floor_fen",
    "floor_rate_bp",
    "ceiling_rate_bp",
    "no_estimate_note",
    "certificate_kinds",
    "practitioner_kind",
    "practitioner_count",
    "requirements",
    "admits_ventures",
    "avoidance",
    "criteria",
    "price_points",
    "expert_count",
    "specialty",
    "closes_at",
)


@dataclass(frozen=True)
class AmendmentFacts:
    """What is about to change in an open need's notice."""

    is_open: bool
    now: datetime
    closes_at: datetime | None
    what_changed: str
    changes_anything: bool


@rule(
    "本站规则：截止后公告不再变更",
    law="N7",
    since=p.PLAN,
    kind=Kind.DEFAULT,
    explain=lambda facts: f"截止时间是 {moment(facts.closes_at)}，截止后什么都不再改动" if facts.closes_at else "需求尚未发布",
)
def notice_changes_before_its_deadline(facts: AmendmentFacts) -> bool:
    """A notice changes only while the need is open and before its deadline; after the deadline nothing changes."""
    return facts.is_open and facts.closes_at is not None and facts.now < facts.closes_at


@rule("本站规则：变更要说明", law="N7", since=p.PLAN, kind=Kind.DEFAULT, explain=lambda facts: "写明改了什么")
def amendment_says_what_changed(facts: AmendmentFacts) -> bool:
    """A new version says in a sentence what it changes."""
    return bool(facts.what_changed.strip())


@rule("本站规则：没有改动不出新版本", law="N7", since=p.PLAN, kind=Kind.DEFAULT, explain=lambda facts: "新版本与现行版本相同")
def amendment_changes_something(facts: AmendmentFacts) -> bool:
    """A new version differs from the one in force."""
    return facts.changes_anything


def touches_what_is_material(changed: frozenset[str]) -> bool:
    """Whether the period starts again: amount, qualification, scope, method or deadline is among the changed columns."""
    return not changed.isdisjoint(MATERIAL)


TO_START_AN_AMENDMENT = (notice_changes_before_its_deadline,)
TO_AMEND_A_NOTICE = (notice_changes_before_its_deadline, amendment_says_what_changed, amendment_changes_something)
# What a published notice had to keep, its new version has to keep as well; the period is asked only of a material change.
TO_AMEND_IMMATERIALLY = tuple(
    r
    for r in p.TO_PUBLISH_A_NEED
    if r not in (p.need_is_still_a_draft, p.notice_is_long_enough, p.deadline_falls_on_a_working_day)
)
TO_AMEND_MATERIALLY = tuple(r for r in p.TO_PUBLISH_A_NEED if r is not p.need_is_still_a_draft)
