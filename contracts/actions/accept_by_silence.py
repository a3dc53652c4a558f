"""Accept a delivery on which a firm has stayed silent."""

from __future__ import annotations

from django.db import transaction

from contracts import reads
from contracts.actions.accept_delivery import record_acceptance
from contracts.models import Contract
from contracts.rules import TO_ACCEPT_BY_SILENCE
from contracts.rules.delivery import AcceptanceFacts
from contracts.states import AcceptedBy, ContractState
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def accept_by_silence(*, actor: Actor, number: str) -> Contract:
    """Accept for a firm that neither accepted nor gave reasons in its period; never for a department."""
    contract = reads.lock_contract(number)
    if contract is None:
        raise NotFound
    at = clock.now()
    facts = AcceptanceFacts(
        is_delivered=contract.state == ContractState.DELIVERED,
        buyer_is_department=reads.is_department(contract.buyer),
        accept_by=contract.accept_by,
        at=at,
    )
    check(TO_ACCEPT_BY_SILENCE, facts, on=clock.day_of(at))
    contract.accepted_by = AcceptedBy.SILENCE
    contract.accept(at=at)
    contract.save()
    record_acceptance(actor, contract)
    return contract
