"""Who is declared to control an agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agencies.rules.registration import OUR_DEFAULT, PLAN_DAY
from kernel.rulebook import Kind, rule

WHOLE_BP = 10_000
HOLDING = "share"  # of `ControlKind`
COMPANY_LAW = "本站默认；控股股东的含义见《公司法》第二百六十五条"


@dataclass(frozen=True)
class ControlFacts:
    """A control that is to be declared. `code_fault` is empty when both check digits of the controller's code agree."""

    controller: str
    code_fault: str
    own_code: str
    kind: str
    share_bp: int | None
    declared_already: bool


@rule("GB 32100-2015", law="D3", since=date(2015, 10, 1), explain=lambda f: f"{f.controller or '没有填写'}：{f.code_fault}")
def controller_has_a_genuine_code(facts: ControlFacts) -> bool:
    """A controlling unit is named by a unified social credit code whose check characters are right."""
    return not facts.code_fault


@rule(OUR_DEFAULT, law="B2", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "填写的是本机构自己的代码")
def controller_is_another_unit(facts: ControlFacts) -> bool:
    """Whoever controls an agency is another unit than the agency."""
    return facts.controller != facts.own_code


@rule(COMPANY_LAW, law="B2", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "控股关系填写 0.01 至 100 的比例，管理关系不填")
def share_goes_with_a_holding(facts: ControlFacts) -> bool:
    """A holding states its share, above nothing and at most the whole; a relation of management states none."""
    if facts.kind == HOLDING:
        return facts.share_bp is not None and 0 < facts.share_bp <= WHOLE_BP
    return facts.share_bp is None


@rule(OUR_DEFAULT, law="B2", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: f"{f.controller} 的这项关系已经申报")
def control_is_new(facts: ControlFacts) -> bool:
    """The same control is declared once; a changed share is taken back and declared anew."""
    return not facts.declared_already


TO_DECLARE_CONTROL = (controller_has_a_genuine_code, controller_is_another_unit, share_goes_with_a_holding, control_is_new)
