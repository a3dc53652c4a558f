"""Changes to a signed contract: a later day or a subcontractor, by the other side's consent; price and scope never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.rulebook import Kind, rule

CIVIL_CODE = date(2021, 1, 1)


@dataclass(frozen=True)
class ChangeFacts:
    """A change as it is proposed or answered."""

    is_running: bool
    has_open_change: bool
    by_agency: bool
    due_on: date | None
    new_due_on: date | None
    subcontractor: str
    reason: str


@dataclass(frozen=True)
class AnswerFacts:
    """Who answers a change."""

    is_running: bool
    is_open: bool
    answered_by_proposer: bool


@rule("民法典§543", law="C4", since=CIVIL_CODE)
def only_a_running_contract_is_changed(change: ChangeFacts | AnswerFacts) -> bool:
    """Only a contract that is signed and not yet accepted is changed."""
    return change.is_running


@rule("本站规则：一次只议一项变更", law="C4", since=CIVIL_CODE, kind=Kind.DEFAULT)
def one_change_at_a_time(change: ChangeFacts) -> bool:
    """A new change waits until the open one is answered."""
    return not change.has_open_change


@rule("政府采购法§49，民法典§543", law="C4", since=CIVIL_CODE)
def change_says_what_and_why(change: ChangeFacts) -> bool:
    """A change names a later due day or a subcontractor, and its reason; price and scope don't change."""
    return bool(change.new_due_on or change.subcontractor.strip()) and bool(change.reason.strip())


@rule(
    "民法典§543",
    law="C4",
    since=CIVIL_CODE,
    explain=lambda f: f"现在是 {f.due_on}，提出的是 {f.new_due_on}",
)
def new_due_day_is_later(change: ChangeFacts) -> bool:
    """A changed due day lies after the present one."""
    return change.new_due_on is None or change.due_on is None or change.new_due_on > change.due_on


@rule("商丘市优化营商环境条例§13，民法典§772", law="C3", since=CIVIL_CODE)
def subcontract_is_asked_for_by_the_agency(change: ChangeFacts) -> bool:
    """A subcontract is asked for by the agency, so that the consent is the buyer's."""
    return not change.subcontractor.strip() or change.by_agency


@rule("民法典§543，商丘市优化营商环境条例§13", law="C3", since=CIVIL_CODE)
def change_is_answered_by_the_other_side(answer: AnswerFacts) -> bool:
    """A change takes effect only by the written consent of the side that did not propose it."""
    return answer.is_open and not answer.answered_by_proposer


TO_PROPOSE_A_CHANGE = (
    only_a_running_contract_is_changed,
    one_change_at_a_time,
    change_says_what_and_why,
    new_due_day_is_later,
    subcontract_is_asked_for_by_the_agency,
)
TO_ANSWER_A_CHANGE = (only_a_running_contract_is_changed, change_is_answered_by_the_other_side)
