"""Confirm a contract's terms; the second confirmation signs it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from contracts import access, reads
from contracts.access import Side
from contracts.actions.draw_up_contract import drawn_facts
from contracts.models import Contract
from contracts.rules import TO_CONFIRM_TERMS
from contracts.rules.signing import SigningFacts
from contracts.states import ContractState
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def confirm_terms(*, actor: Actor, number: str, terms_hash: str) -> Contract:
    """Confirm the terms for one's own side. `terms_hash` is the hash of the text that was read.

    Raises:
        RulesBroken: if the text is another one, the period is over, or the side has confirmed already.
    """
    contract, side = access.act(actor, reads.lock_contract(number), to="sign")
    at = clock.now()
    check(TO_CONFIRM_TERMS, signing_facts(contract, side, terms_hash, at), on=clock.day_of(at))
    if side == Side.BUYER:
        contract.buyer_confirmed_at = at
    else:
        contract.agency_confirmed_at = at
    if contract.buyer_confirmed_at and contract.agency_confirmed_at:
        days = contract.terms["days"]
        contract.sign(at=at, due_on=clock.day_of(at) + timedelta(days=days) if days else None)
    contract.save()
    record(
        actor,
        "contract.confirmed",
        {"contract": contract.number, "need": contract.need.number, "side": str(side), "terms": terms_hash},
        at=at,
        tell={"contract": contract.pk},
    )
    if contract.state == ContractState.SIGNED:
        record(
            actor,
            "contract.signed",
            {
                "contract": contract.number,
                "need": contract.need.number,
                "buyer": contract.buyer.uscc,
                "bidder": contract.agency.organisation.uscc,
                "fen": contract.amount_fen,
                "terms": terms_hash,
                "due_on": str(contract.due_on or ""),
            },
            at=at,
            tell={"contract": contract.pk},
        )
    return contract


def signing_facts(contract: Contract, side: Side, shown_hash: str, at: datetime) -> SigningFacts:
    """What the law asks of one who confirms."""
    award = contract.award
    drawn = drawn_facts(contract.terms, award)
    confirmed = contract.buyer_confirmed_at if side == Side.BUYER else contract.agency_confirmed_at
    return SigningFacts(
        **vars(drawn),
        at=at,
        awarded_at=award.answered_at or award.offered_at,
        sign_by=contract.sign_by,
        is_unsigned=contract.state == ContractState.DRAWN_UP,
        already_confirmed=confirmed is not None,
        shown_hash=shown_hash,
        terms_hash=contract.terms_hash,
        ties=reads.ties_of(contract),
    )
