"""Complete a contract that is paid."""

from __future__ import annotations

from django.db import transaction

from bidding.actions.awards.finish_need import finish_need
from contracts import reads
from contracts.models import Contract
from contracts.rules import TO_COMPLETE_A_CONTRACT
from contracts.rules.ending import EndingFacts
from contracts.states import ContractState
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def complete_contract(*, actor: Actor, number: str, paid_fen: int) -> Contract:
    """Complete an accepted contract whose whole price is paid. A second call finds it done."""
    contract = reads.lock_contract(number)
    if contract is None:
        raise NotFound
    if contract.state == ContractState.COMPLETED:
        return contract
    at = clock.now()
    facts = EndingFacts(is_accepted=contract.state == ContractState.ACCEPTED, due_fen=contract.amount_fen, paid_fen=paid_fen)
    check(TO_COMPLETE_A_CONTRACT, facts, on=clock.day_of(at))
    contract.complete(at=at)
    contract.save()
    record(
        actor,
        "contract.completed",
        {
            "contract": contract.number,
            "need": contract.need.number,
            "bidder": contract.agency.organisation.uscc,
            "fen": contract.amount_fen,
        },
        at=at,
        tell={"contract": contract.pk, "need": contract.need.number},
    )
    finish_need(actor=actor, number=contract.need.number)
    return contract
