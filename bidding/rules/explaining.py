"""An abnormally low price: asked about, explained, judged with a reason; and what strikes a bid after the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

GOODS_60 = "参照《政府采购货物和服务招标投标管理办法》（财政部令第 87 号）第六十条"
DEFAULTS = "全省条款表"


@dataclass(frozen=True)
class ExplainingFacts:
    """An explanation that comes."""

    now: datetime
    explain_by: datetime
    is_asked: bool
    text: str


@dataclass(frozen=True)
class VerdictFacts:
    """A verdict on an explanation."""

    is_given: bool
    accepts: bool
    reason: str


@dataclass(frozen=True)
class FallFacts:
    """A ranked bid after the decision: why its explanation was rejected, what an upheld objection found against it."""

    explanation_rejected: str = ""
    objection_upheld: str = ""


@rule(
    DEFAULTS,
    law="B6",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"说明期限为 {moment(f.explain_by)}" if f.is_asked else "没有待提交的说明",
)
def explanation_comes_in_time(facts: ExplainingFacts) -> bool:
    """A low price is explained within its period; silence counts as a price that could not be shown to be reasonable."""
    return facts.is_asked and facts.now < facts.explain_by


@rule(GOODS_60, law="B6", since=PLAN, kind=Kind.PRACTICE, explain=lambda f: "没有写明成本构成和依据")
def explanation_says_something(facts: ExplainingFacts) -> bool:
    """An explanation says in writing why the service can be rendered at that price."""
    return bool(facts.text.strip())


@rule(GOODS_60, law="B6", since=PLAN, kind=Kind.PRACTICE, explain=lambda f: "机构还没有提交说明，或已经审查")
def verdict_follows_an_explanation(facts: VerdictFacts) -> bool:
    """A verdict is given once, on an explanation that has come."""
    return facts.is_given


@rule(GOODS_60, law="B6", since=PLAN, kind=Kind.PRACTICE, explain=lambda f: "不采纳没有写明理由")
def rejection_gives_its_reason(facts: VerdictFacts) -> bool:
    """Whoever rejects an explanation says why; the reason is published."""
    return facts.accepts or bool(facts.reason.strip())


@rule(GOODS_60, law="B6", since=PLAN, kind=Kind.PRACTICE, explain=lambda f: f.explanation_rejected)
def abnormally_low_price_is_explained(facts: FallFacts) -> bool:
    """A winner whose price is abnormally low explains it in writing; nobody is rejected for it by machine, but a price that is not shown to be reasonable does not count."""
    return not facts.explanation_rejected


@rule(
    "《政府采购质疑和投诉办法》（财政部令第 94 号）第十六条",
    law="B4",
    since=PLAN,
    explain=lambda f: f.objection_upheld,
)
def no_upheld_objection_is_against_the_bid(facts: FallFacts) -> bool:
    """A bid against which an objection was upheld does not count; among those left the decision is made anew."""
    return not facts.objection_upheld


TO_EXPLAIN_A_PRICE = (explanation_comes_in_time, explanation_says_something)
TO_JUDGE_AN_EXPLANATION = (verdict_follows_an_explanation, rejection_gives_its_reason)
TO_KEEP_ITS_PLACE = (abnormally_low_price_is_explained, no_upheld_objection_is_against_the_bid)
