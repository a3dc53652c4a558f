"""Propose a change to a running contract."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from contracts import access, reads
from contracts.models import Change
from contracts.rules import TO_PROPOSE_A_CHANGE
from contracts.rules.changing import ChangeFacts
from contracts.states import Side
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def propose_change(*, actor: Actor, number: str, reason: str, new_due_on: date | None = None, subcontractor: str = "") -> Change:
    """Ask the other side for a later due day, or (the agency only) for consent to a subcontractor."""
    contract, side = access.see(actor, reads.lock_contract(number))
    access.act(actor, contract, to=access.to_run(side))
    at = clock.now()
    facts = ChangeFacts(
        is_running=contract.state in reads.RUNNING,
        has_open_change=reads.open_change(contract) is not None,
        by_agency=side == Side.AGENCY,
        due_on=contract.due_on,
        new_due_on=new_due_on,
        subcontractor=subcontractor,
        reason=reason,
    )
    check(TO_PROPOSE_A_CHANGE, facts, on=clock.day_of(at))
    change = Change.objects.create(
        contract=contract,
        proposed_by=contract.buyer if side == Side.BUYER else contract.agency.organisation,
        new_due_on=new_due_on,
        subcontractor=subcontractor.strip(),
        reason=reason.strip(),
        proposed_at=at,
    )
    record(
        actor,
        "change.proposed",
        {
            "contract": contract.number,
            "need": contract.need.number,
            "side": str(side),
            "due_on": str(new_due_on or ""),
            "subcontract": bool(change.subcontractor),
        },
        at=at,
        private={"reason": change.reason, "subcontractor": change.subcontractor},
        tell={"contract": contract.pk},
    )
    return change
