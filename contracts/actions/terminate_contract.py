"""Terminate a running contract."""

from __future__ import annotations

from django.db import transaction

from bidding.actions.deciding.fail_need import fail_need
from contracts import access, reads
from contracts.models import Contract
from contracts.rules import TO_TERMINATE_A_CONTRACT
from contracts.rules.ending import EndingFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def terminate_contract(*, actor: Actor, number: str, reason: str) -> Contract:
    """End a contract before acceptance, with a reason that both sides see."""
    contract, side = access.act(actor, reads.lock_contract(number), to="sign")
    at = clock.now()
    facts = EndingFacts(is_running=contract.state in reads.RUNNING, reason=reason)
    check(TO_TERMINATE_A_CONTRACT, facts, on=clock.day_of(at))
    contract.end_reason = reason.strip()[:400]
    contract.terminate(at=at)
    contract.save()
    record(
        actor,
        "contract.terminated",
        {"contract": contract.number, "need": contract.need.number, "side": str(side)},
        at=at,
        private={"reason": contract.end_reason},
        tell={"contract": contract.pk, "need": contract.need.number},
    )
    fail_need(actor=actor, number=contract.need.number, reason="合同终止")
    return contract
