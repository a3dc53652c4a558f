"""Who may come onto the market, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.rulebook import Kind, rule

CODE_STANDARD = "GB 32100-2015；方案第 23 项"
FIRST_DAY = date(2018, 7, 19)
SELF_REGISTERED = frozenset({"firm", "agency"})


@dataclass(frozen=True)
class OrganisationFacts:
    """An organisation that somebody would register. `code_fault` is empty when both check digits agree."""

    uscc: str
    kind: str
    code_fault: str
    is_registered: bool
    entered_by_operator: bool


@dataclass(frozen=True)
class MembersFacts:
    """The members that would remain."""

    managers_left: int


@rule(
    CODE_STANDARD,
    law="D3",
    since=FIRST_DAY,
    explain=lambda facts: f"{facts.uscc or '没有填写'}：{facts.code_fault}",
)
def code_passes_both_checks(facts: OrganisationFacts) -> bool:
    """An organisation is known by its unified social credit code, of eighteen characters, of which the ninth to
    seventeenth and the whole each pass their check."""
    return not facts.code_fault


@rule("江苏省网上中介服务超市做法", law="A7", since=FIRST_DAY, kind=Kind.PRACTICE, explain=lambda facts: f"{facts.uscc} 已经登记")
def organisation_registers_once(facts: OrganisationFacts) -> bool:
    """An organisation registers once, and the registration is valid everywhere."""
    return not facts.is_registered


@rule("本站登记规则", law="A1", since=FIRST_DAY, kind=Kind.DEFAULT)
def public_body_is_entered_by_the_operator(facts: OrganisationFacts) -> bool:
    """Firms and agencies register themselves; departments, regulators and finance offices are entered by the operator, so
    that nobody poses as one."""
    return facts.kind in SELF_REGISTERED or facts.entered_by_operator


@rule("本站成员规则", law="D2", since=FIRST_DAY, kind=Kind.DEFAULT)
def organisation_keeps_a_manager(facts: MembersFacts) -> bool:
    """An organisation always has one member at least who manages its members."""
    return facts.managers_left > 0


TO_REGISTER_AN_ORGANISATION = (code_passes_both_checks, organisation_registers_once, public_body_is_entered_by_the_operator)
TO_END_A_MEMBERSHIP = (organisation_keeps_a_manager,)
