"""Who may see a contract and act under it: its two sides, and after signing everybody its public notice."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q, QuerySet

from contracts import reads
from contracts.models import Contract
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor

_SENTENCES = {
    "sign": "Only a person with the role to sign confirms or ends a contract.",
    "bid": "Only a person with the role to bid and deliver hands over a result.",
    "buy": "Only a person with the buyer's role accepts or returns a delivery.",
    "pay": "Only a person with the role to pay pays for the buyer.",
}


class Side(StrEnum):
    """The two sides of a contract."""

    BUYER = "buyer"
    AGENCY = "agency"


_WRONG_SIDE = {
    Side.BUYER: "Only the buyer of this contract does this.",
    Side.AGENCY: "Only the agency of this contract does this.",
}


def visible_to(actor: Actor) -> QuerySet[Contract]:
    """The contracts of the actor's organisation."""
    if actor.organisation_id is None:
        return reads.contracts().none()
    return reads.contracts().filter(Q(buyer_id=actor.organisation_id) | Q(agency__organisation_id=actor.organisation_id))


def public_contracts() -> QuerySet[Contract]:
    """Signed contracts, which everybody may see."""
    return reads.contracts().filter(state__in=reads.PUBLIC)


def side_of(actor: Actor, contract: Contract) -> Side | None:
    """On which side of a contract the actor's organisation stands."""
    if actor.organisation_id is None:
        return None
    if actor.organisation_id == contract.buyer_id:
        return Side.BUYER
    return Side.AGENCY if actor.organisation_id == contract.agency.organisation_id else None


def see(actor: Actor, contract: Contract | None) -> tuple[Contract, Side]:
    """The contract and the actor's side of it.

    Raises:
        NotFound: if the contract is not signed and the actor is no side of it.
        NotForYou: if it is public, but the actor is no side of it.
    """
    if contract is None:
        raise NotFound
    side = side_of(actor, contract)
    if side is None:
        if contract.state in reads.PUBLIC:
            raise NotForYou(
                "A contract's inner page is for its two sides; everybody may read its public notice.",
                source="政府采购法实施条例§50",
            )
        raise NotFound
    return contract, side


def act(actor: Actor, contract: Contract | None, *, to: str, side: Side | None = None) -> tuple[Contract, Side]:
    """The contract for one who acts under it: on the right side, with the right role.

    Raises:
        NotFound, NotForYou: as `see`; NotForYou too for the wrong side or a missing role.
    """
    found, own = see(actor, contract)
    if side is not None and own != side:
        raise NotForYou(_WRONG_SIDE[side], source="民法典§465")
    if not actor.has(to):
        raise NotForYou(_SENTENCES[to], source="单位授权")
    return found, own


def to_run(own: Side) -> str:
    """The role in which a side runs its contract."""
    return "buy" if own == Side.BUYER else "bid"


def see_public(number: str) -> Contract:
    """A signed contract for everybody.

    Raises:
        NotFound: if there is none, or it is not signed yet.
    """
    contract = public_contracts().filter(number=number).first()
    if contract is None:
        raise NotFound
    return contract
