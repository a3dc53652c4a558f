"""Who may see a contract and act under it: its two sides, and after signing everybody its public notice.

A member of a joint venture reads its contract and confirms the terms; what else is done under it, the lead does.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from contracts import reads
from contracts.models import Contract, Signatory
from contracts.states import Side
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor

_SENTENCES = {
    "sign": "Only a person with the role to sign confirms or ends a contract.",
    "bid": "Only a person with the role to bid and deliver hands over a result.",
    "buy": "Only a person with the buyer's role accepts or returns a delivery.",
    "pay": "Only a person with the role to pay pays for the buyer.",
}


_WRONG_SIDE = {
    Side.BUYER: "Only the buyer of this contract does this.",
    Side.AGENCY: "Only the agency of this contract does this.",
}
_MEMBER = "A member of a joint venture reads its contract and confirms the terms; its lead does everything else for all."


def visible_to(actor: Actor) -> QuerySet[Contract]:
    """The contracts of the actor's organisation."""
    if actor.organisation_id is None:
        return reads.contracts().none()
    own = Q(buyer_id=actor.organisation_id) | Q(agency__organisation_id=actor.organisation_id)
    return reads.contracts().filter(own | Q(pk__in=reads.signed_as_member(actor.organisation_id)))


def public_contracts() -> QuerySet[Contract]:
    """Signed contracts, which everybody may see."""
    return reads.contracts().filter(state__in=reads.PUBLIC)


def side_of(actor: Actor, contract: Contract) -> Side | None:
    """On which side of a contract the actor's organisation stands."""
    own = signatory_of(actor, contract)
    return own.side if own else None


def signatory_of(actor: Actor, contract: Contract) -> Signatory | None:
    """As what the actor's organisation signs a contract."""
    return next((each for each in contract.signatories if each.organisation.pk == actor.organisation_id), None)


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
        NotFound, NotForYou: as `see`; NotForYou too for the wrong side, a member, or a missing role.
    """
    found, own = see(actor, contract)
    if own == Side.MEMBER:
        raise NotForYou(_MEMBER, source="招标投标法§31，共同投标协议")
    if side is not None and own != side:
        raise NotForYou(_WRONG_SIDE[side], source="民法典§465")
    if not actor.has(to):
        raise NotForYou(_SENTENCES[to], source="单位授权")
    return found, own


def to_sign(actor: Actor, contract: Contract | None) -> tuple[Contract, Signatory]:
    """The contract for one who signs it, a member of the joint venture too.

    Raises:
        NotFound, NotForYou: as `see`; NotForYou too without the role to sign.
    """
    found, _ = see(actor, contract)
    own = signatory_of(actor, found)
    if own is None or not actor.has("sign"):
        raise NotForYou(_SENTENCES["sign"], source="单位授权")
    return found, own


def to_run(own: Side) -> str:
    """The role in which a side runs its contract."""
    return "buy" if own == Side.BUYER else "bid"


def runs(actor: Actor, own: Side, *, to: str = "") -> bool:
    """Whether the actor may do what its side does under a contract; a member of a joint venture does nothing there."""
    return own != Side.MEMBER and actor.has(to or to_run(own))


def see_public(number: str) -> Contract:
    """A signed contract for everybody.

    Raises:
        NotFound: if there is none, or it is not signed yet.
    """
    contract = public_contracts().filter(number=number).first()
    if contract is None:
        raise NotFound
    return contract
