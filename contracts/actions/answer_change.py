"""Answer a proposed change."""

from __future__ import annotations

from django.db import transaction

from contracts import access, reads
from contracts.models import Change
from contracts.rules import TO_ANSWER_A_CHANGE
from contracts.rules.changing import AnswerFacts
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def answer_change(*, actor: Actor, number: str, agree: bool) -> Change:
    """Agree to the open change of a contract, which then takes effect, or refuse it.

    Raises:
        NotFound: if no change waits for an answer.
        RulesBroken: if the actor's own side proposed it.
    """
    contract, side = access.see(actor, reads.lock_contract(number))
    access.act(actor, contract, to=access.to_run(side))
    change = reads.lock_change(contract)
    if change is None:
        raise NotFound
    at = clock.now()
    facts = AnswerFacts(
        is_running=contract.state in reads.RUNNING,
        is_open=True,
        answered_by_proposer=change.proposed_by_id == actor.organisation_id,
    )
    check(TO_ANSWER_A_CHANGE, facts, on=clock.day_of(at))
    if agree:
        change.agree(at=at)
        if change.new_due_on:
            contract.due_on = change.new_due_on
            contract.save()
    else:
        change.refuse(at=at)
    change.save()
    body: dict[str, Plain] = {"contract": contract.number, "need": contract.need.number, "side": str(side), "agreed": agree}
    record(actor, "change.answered", body, at=at, tell={"contract": contract.pk})
    if agree:
        changed: dict[str, Plain] = {
            "contract": contract.number,
            "need": contract.need.number,
            "due_on": str(contract.due_on or ""),
            "subcontract": bool(change.subcontractor),
        }
        record(actor, "contract.changed", changed, at=at, tell={"contract": contract.pk})
    return change
