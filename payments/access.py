"""Who may pay, who may give back, and whose invoices one sees: the two sides of the contract."""

from __future__ import annotations

from django.db.models import QuerySet

from agencies.access import in_region
from contracts import access as contracts_access
from contracts.models import Contract
from contracts.states import Side
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from market.states import OrganisationKind
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


def invoices_of_departments(actor: Actor) -> QuerySet[Invoice]:
    """What departments pay, for the finance office of their region: it looks and changes nothing.

    Raises:
        NotForYou: for anybody else.
    """
    if actor.kind is not ActorKind.FINANCE or not actor.has("review"):
        raise NotForYou("Only the finance office of the region sees what its departments pay.", source="预算法")
    rows = Invoice.objects.filter(in_region(actor, "payer"), payer__kind=OrganisationKind.DEPARTMENT)
    return rows.select_related("payer", "payee", "contract__need").order_by("-issued_at", "-pk")
