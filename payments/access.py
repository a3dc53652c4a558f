"""Who may pay, who may give back, and whose invoices one sees: the two sides of the contract."""

from __future__ import annotations

from contracts import access as contracts_access
from contracts.access import Side
from contracts.models import Contract
from kernel.access import NotFound
from kernel.actors import Actor
from payments import reads
from payments.models import Invoice


def to_pay(actor: Actor, contract: Contract | None) -> Contract:
    """The contract for somebody who pays for its buyer.

    Raises:
        NotFound, NotForYou: as `contracts.access.act`.
    """
    return contracts_access.act(actor, contract, to="pay", side=Side.BUYER)[0]


def to_give_back(actor: Actor, contract: Contract | None) -> Contract:
    """The contract for somebody who gives money back for its agency.

    Raises:
        NotFound, NotForYou: as `contracts.access.act`.
    """
    return contracts_access.act(actor, contract, to="sign", side=Side.AGENCY)[0]


def invoice_for(actor: Actor, contract: Contract | None) -> Invoice:
    """The invoice of a contract, for one of its sides.

    Raises:
        NotFound: if there is none yet.
    """
    found, _ = contracts_access.see(actor, contract)
    invoice = reads.invoice_of(found)
    if invoice is None:
        raise NotFound
    return invoice
