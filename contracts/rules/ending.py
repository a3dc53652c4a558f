"""How a contract ends: paid, not signed in time, or terminated with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kernel.rulebook import rule

CIVIL_CODE = date(2021, 1, 1)


@dataclass(frozen=True)
class EndingFacts:
    """A contract that is about to end."""

    is_running: bool = False
    reason: str = ""
    is_unsigned: bool = False
    sign_by: datetime | None = None
    at: datetime | None = None
    is_accepted: bool = False
    due_fen: int = 0
    paid_fen: int = 0


@rule("民法典§563", law="C4", since=CIVIL_CODE)
def only_a_running_contract_is_terminated(ending: EndingFacts) -> bool:
    """Only a contract that is signed and not yet accepted is terminated."""
    return ending.is_running


@rule("民法典§563、§565", law="C4", since=CIVIL_CODE)
def termination_has_a_reason(ending: EndingFacts) -> bool:
    """A contract is terminated only with a reason, of which the other side is told."""
    return bool(ending.reason.strip())


@rule("政府采购法§46", law="C1", since=date(2014, 8, 31))
def only_an_unsigned_contract_lapses(ending: EndingFacts) -> bool:
    """A contract lapses only if it was not signed when its period ran out."""
    return ending.is_unsigned and ending.sign_by is not None and ending.at is not None and ending.at >= ending.sign_by


@rule(
    "民法典§509、§579",
    law="P1",
    since=CIVIL_CODE,
    explain=lambda f: f"应付 {f.due_fen} 分，已付 {f.paid_fen} 分",
)
def contract_is_completed_when_paid(ending: EndingFacts) -> bool:
    """A contract is completed when its result was accepted and its whole price paid."""
    return ending.is_accepted and ending.paid_fen == ending.due_fen


TO_TERMINATE_A_CONTRACT = (only_a_running_contract_is_terminated, termination_has_a_reason)
TO_LAPSE_A_CONTRACT = (only_an_unsigned_contract_lapses,)
TO_COMPLETE_A_CONTRACT = (contract_is_completed_when_paid,)
