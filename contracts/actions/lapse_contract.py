"""Let a contract lapse that was not signed in time."""

from __future__ import annotations

from django.db import transaction

from bidding.actions.deciding.fail_need import fail_need
from contracts import reads
from contracts.models import Contract
from contracts.rules import TO_LAPSE_A_CONTRACT
from contracts.rules.ending import EndingFacts
from contracts.states import ContractState, Side
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def lapse_contract(*, actor: Actor, number: str) -> Contract:
    """End a contract whose period for signing has run out; the record says which side had confirmed, and of a joint venture who had not."""
    contract = reads.lock_contract(number)
    if contract is None:
        raise NotFound
    at = clock.now()
    facts = EndingFacts(is_unsigned=contract.state == ContractState.DRAWN_UP, sign_by=contract.sign_by, at=at)
    check(TO_LAPSE_A_CONTRACT, facts, on=clock.day_of(at))
    contract.end_reason = "逾期未签"
    contract.lapse(at=at)
    contract.save()
    waits_for = contract.waits_for
    body: dict[str, Plain] = {
        "contract": contract.number,
        "need": contract.need.number,
        "buyer_confirmed": all(each.side != Side.BUYER for each in waits_for),
        "agency_confirmed": all(each.side == Side.BUYER for each in waits_for),
        **({"unconfirmed": [each.organisation.uscc for each in waits_for]} if contract.is_joint else {}),
    }
    record(actor, "contract.lapsed", body, at=at, tell={"contract": contract.pk, "need": contract.need.number})
    fail_need(actor=actor, number=contract.need.number, reason="合同逾期未签")
    return contract
