"""Joint ventures by chance: proposed by a bidder with partners who never bid alone, agreed to, declined, left; and their members at the contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.decline_venture import decline_venture
from bidding.actions.ventures.leave_venture import leave_venture
from bidding.models import Need, Venture
from bidding.states import VentureState
from contracts.actions.answer_change import answer_change
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import deliver_result
from contracts.actions.terminate_contract import terminate_contract
from contracts.models import Contract
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor
from tests.makers.contracts import A_PDF
from tests.makers.ventures import a_proposal, a_venture

if TYPE_CHECKING:
    from tests.stateful.lives import Lives

ACTS = ["propose", "agree", "agree", "decline", "member leaves", "lead leaves"]


def team_up(life: Lives, need: Need) -> None:
    """The bidder who is to lead and so many partners agree at once; also anew, when their agreement has fallen."""
    if life.lead is not None:
        parties = (life.bidders[life.lead], *life.partners[: life.members])
        life.attempt("venture", lambda: a_venture(need, *parties))


def act(life: Lives, what: str, lead: int, *, crash: bool = False) -> None:
    """One step of a joint venture that a bidder leads; most are refused at most stations."""
    need = life.need()
    found = Venture.objects.filter(need=need, lead__organisation_id=life.bidders[lead].organisation_id).order_by("-pk").first()
    if what == "propose":
        life.attempt("proposal", lambda: a_proposal(need, life.bidders[lead], *life.partners), crash=crash)
    elif found is not None:
        done = life.attempt(f"venture: {what}", _verb(life, what, found, life.bidders[lead]), crash=crash)
        if done is not None and done.state == VentureState.AGREED:
            life.reached["venture"] += 1


def _verb(life: Lives, what: str, venture: Venture, lead: Actor) -> Callable[[], Venture]:
    member = life.partners[0]
    waiting = [party.agency.organisation_id for party in venture.parties.filter(agreed_at=None).order_by("place")]
    next_one = next((each for each in life.partners if each.organisation_id in waiting), member)
    return {
        "agree": lambda: agree_to_venture(actor=next_one, agreement=venture.agreement),
        "decline": lambda: decline_venture(actor=member, agreement=venture.agreement),
        "member leaves": lambda: leave_venture(actor=member, agreement=venture.agreement),
        "lead leaves": lambda: leave_venture(actor=lead, agreement=venture.agreement),
    }[what]


def a_member_signs(life: Lives, contract: Contract) -> Contract:
    """The first member that has not confirmed yet does; where there is none, somebody tries again.

    Raises:
        NotFound: if no joint venture won it.
    """
    members = list(contract.members.order_by("place"))
    if not members:
        raise NotFound(contract.number)
    member = next((each for each in members if each.confirmed_at is None), members[0])
    actor = life.actor_of(member.agency.organisation_id)
    return confirm_terms(actor=actor, number=contract.number, terms_hash=contract.terms_hash)


def a_member_meddles(life: Lives, contract: Contract) -> None:
    """Whatever else a member tries under its contract is refused.

    Raises:
        NotFound: if no joint venture won it.
    """
    row = contract.members.first()
    if row is None:
        raise NotFound(contract.number)
    member, named = life.actor_of(row.agency.organisation_id), {"number": contract.number}
    for verb, more in _NOT_A_MEMBERS:
        try:
            verb(actor=member, **named, **more)
        except NotForYou:
            life.reached["member refused"] += 1
        else:
            raise AssertionError(f"I17 a member did {verb.__name__}")


_NOT_A_MEMBERS: tuple[tuple[Callable[..., Any], dict[str, Any]], ...] = (
    (deliver_result, {"files": (A_PDF,)}),
    (answer_change, {"agree": True}),
    (terminate_contract, {"reason": "不做了"}),
)
