"""Naming an agency directly: by when, whom, with whose money, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.facts import NoticeFacts
from bidding.rules.saying import moment, yuan
from bidding.rules.submission import PLAN, TO_BE_ELIGIBLE, EligibilityFacts
from kernel.rulebook import Kind, rule


@dataclass(frozen=True)
class ChoiceFacts(EligibilityFacts):
    """An agency that the buyer names. `choose_by` is None where the need waits for no choice."""

    now: datetime
    choose_by: datetime | None
    has_given_it_back: bool
    is_fiscal: bool
    reason: str


def _late(facts: ChoiceFacts) -> str:
    return f"选定期限为 {moment(facts.choose_by)}" if facts.choose_by else "这项需求现在不待选定"


def _money(need: NoticeFacts) -> str:
    if not need.direct_fiscal_fen:
        return "本地区没有允许财政资金直接选取"
    return f"本地区财政资金直接选取的上限为 {yuan(need.direct_fiscal_fen)}"


@rule(
    "《优化营商环境条例》第 43 条；全省条款表：财政资金直接选取的上限",
    law="N1",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=_money,
)
def direct_choice_spends_social_money(need: NoticeFacts) -> bool:
    """Direct choice spends social money; fiscal money only where the region's table allows it, and up to its limit."""
    if need.is_competitive or not need.is_fiscal:
        return True
    return need.ceiling_fen is not None and need.ceiling_fen <= need.direct_fiscal_fen


@rule("全省条款表：直接选取选定期", law="N1", since=PLAN, kind=Kind.DEFAULT, explain=_late)
def agency_is_chosen_in_time(facts: ChoiceFacts) -> bool:
    """The buyer names an agency while its need waits for a choice; a need for which none is named in time ends."""
    return facts.choose_by is not None and facts.now < facts.choose_by


@rule(
    "本站规则：放弃的机构不再选定",
    law="B7",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "这家机构已被选定过一次，没有承接" if f.has_given_it_back else "",
)
def chosen_agency_has_not_given_it_back(facts: ChoiceFacts) -> bool:
    """An agency that was chosen for a need and did not take it is not chosen for it again."""
    return not facts.has_given_it_back


@rule(
    "参照政府采购法实施条例第 38 条：单一来源的原因公示",
    law="N1",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda f: "没有写明选定理由" if f.is_fiscal else "",
)
def choice_with_fiscal_money_says_why(facts: ChoiceFacts) -> bool:
    """Where fiscal money pays, the buyer says why it chose this agency, and the reason is published."""
    return not facts.is_fiscal or bool(facts.reason.strip())


TO_CHOOSE_AN_AGENCY = (
    agency_is_chosen_in_time,
    chosen_agency_has_not_given_it_back,
    choice_with_fiscal_money_says_why,
    *TO_BE_ELIGIBLE,
)
