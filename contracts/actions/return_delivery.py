"""Return a delivery with reasons."""

from __future__ import annotations

from django.db import transaction

from contracts import access, reads
from contracts.models import Contract
from contracts.rules import TO_RETURN_A_DELIVERY
from contracts.rules.delivery import AcceptanceFacts
from contracts.states import ContractState, Side
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def return_delivery(*, actor: Actor, number: str, reasons: str) -> Contract:
    """Return the delivery with reasons that can be mended; the agency delivers again."""
    contract, _ = access.act(actor, reads.lock_contract(number), to="buy", side=Side.BUYER)
    at = clock.now()
    facts = AcceptanceFacts(contract.state == ContractState.DELIVERED, reasons=reasons)
    check(TO_RETURN_A_DELIVERY, facts, on=clock.day_of(at))
    delivery = reads.latest_delivery(contract)
    assert delivery is not None
    delivery.returned_at, delivery.return_reasons = at, reasons.strip()
    delivery.save()
    contract.return_with_reasons()
    contract.save()
    record(
        actor,
        "delivery.returned",
        {"contract": contract.number, "need": contract.need.number, "round": delivery.round, "days_late": delivery.days_late},
        at=at,
        private={"reasons": delivery.return_reasons},
        tell={"contract": contract.pk},
    )
    return contract
