"""Confirm a contract's terms; the last confirmation brings it into force."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from contracts import access, reads
from contracts.actions.draw_up_contract import drawn_facts
from contracts.models import Contract, Signatory
from contracts.rules import TO_COME_INTO_FORCE, TO_CONFIRM_TERMS
from contracts.rules.signing import ForceFacts, SigningFacts
from contracts.states import ContractState, Side
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import broken, check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def confirm_terms(*, actor: Actor, number: str, terms_hash: str) -> Contract:
    """Confirm the terms for one's own organisation. `terms_hash` is the hash of the text that was read.

    Raises:
        RulesBroken: if the text is another one, the period is over, or the organisation has confirmed already.
    """
    contract, own = access.to_sign(actor, reads.lock_contract(number))
    at = clock.now()
    check(TO_CONFIRM_TERMS, signing_facts(contract, own, terms_hash, at), on=clock.day_of(at))
    _note(contract, own, at)
    force = ForceFacts(tuple(each.organisation.name for each in contract.waits_for))
    if not broken(TO_COME_INTO_FORCE, force, on=clock.day_of(at)):
        days = contract.terms["days"]
        contract.sign(at=at, due_on=clock.day_of(at) + timedelta(days=days) if days else None)
    contract.save()
    side = Side.BUYER if own.side == Side.BUYER else Side.AGENCY
    body: dict[str, Plain] = {
        "contract": contract.number,
        "need": contract.need.number,
        "side": str(side),
        "terms": terms_hash,
        **({"org": own.organisation.uscc} if contract.is_joint else {}),
    }
    record(actor, "contract.confirmed", body, at=at, tell={"contract": contract.pk})
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


def _note(contract: Contract, own: Signatory, at: datetime) -> None:
    if own.side == Side.BUYER:
        contract.buyer_confirmed_at = at
    elif own.side == Side.AGENCY:
        contract.agency_confirmed_at = at
    else:
        row = reads.member_row(contract, own.organisation.pk)
        row.confirmed_at = at
        row.save(update_fields=["confirmed_at"])


def signing_facts(contract: Contract, own: Signatory, shown_hash: str, at: datetime) -> SigningFacts:
    """What the law asks of one who confirms."""
    award = contract.award
    drawn = drawn_facts(contract.terms, award)
    return SigningFacts(
        **vars(drawn),
        at=at,
        awarded_at=award.answered_at or award.offered_at,
        sign_by=contract.sign_by,
        is_unsigned=contract.state == ContractState.DRAWN_UP,
        already_confirmed=own.confirmed_at is not None,
        shown_hash=shown_hash,
        terms_hash=contract.terms_hash,
        ties=reads.ties_of(contract),
    )
