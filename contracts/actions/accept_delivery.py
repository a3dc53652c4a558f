"""Accept a delivery."""

from __future__ import annotations

from django.db import transaction

from contracts import access, reads
from contracts.models import Contract
from contracts.rules import TO_ACCEPT_A_DELIVERY
from contracts.rules.delivery import AcceptanceFacts
from contracts.states import AcceptedBy, ContractState, Side
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record, stamp


@transaction.atomic
def accept_delivery(*, actor: Actor, number: str) -> Contract:
    """Accept the delivery: the price becomes due, and the service may be rated."""
    contract, _ = access.act(actor, reads.lock_contract(number), to="buy", side=Side.BUYER)
    at = clock.now()
    check(TO_ACCEPT_A_DELIVERY, AcceptanceFacts(contract.state == ContractState.DELIVERED), on=clock.day_of(at))
    contract.accepted_by = AcceptedBy.BUYER
    contract.accept(at=at)
    contract.save()
    record_acceptance(actor, contract)
    return contract


def record_acceptance(actor: Actor, contract: Contract) -> None:
    """Put an acceptance on the record and wake those who wait for it."""
    delivery = reads.latest_delivery(contract)
    assert delivery is not None
    assert contract.accepted_at is not None
    record(
        actor,
        "delivery.accepted",
        {
            "contract": contract.number,
            "need": contract.need.number,
            "bidder": contract.agency.organisation.uscc,
            "round": delivery.round,
            "days_late": delivery.days_late,
            "accepted_by": str(contract.accepted_by),
            "accepted_at": stamp(contract.accepted_at),
        },
        at=contract.accepted_at,
        tell={"contract": contract.pk},
    )
