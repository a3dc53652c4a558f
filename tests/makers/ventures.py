"""Joint ventures and their contracts, through the verbs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.models import Need, Venture
from bidding.rules.venturing import WHOLE_BP, Part
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.draw_up_contract import draw_up_contract
from contracts.models import Contract
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from tests.makers import bidding as needs
from tests.makers import bids, market
from tests.makers.contracts import Deal


def parts_of(*parties: Actor, certificates: Sequence[str] = (), practitioners: int = 0) -> list[Part]:
    """What each takes on, the lead first: equal shares, the rest and everything that the notice asks for with the lead."""
    share = WHOLE_BP // len(parties)
    lead, *members = (actor.uscc for actor in parties)
    mine = Part(lead, "牵头，编制报告", WHOLE_BP - share * len(members), tuple(certificates), practitioners)
    return [mine, *(Part(code, f"第 {n} 项专题", share) for n, code in enumerate(members, start=1))]


def a_proposal(need: Need, *parties: Actor, certificates: Sequence[str] = (), practitioners: int = 0) -> Venture:
    """A joint venture that waits for its members, the first of the parties leads."""
    said = parts_of(*parties, certificates=certificates, practitioners=practitioners)
    return propose_venture(actor=parties[0], number=need.number, parts=said)


def a_venture(need: Need, *parties: Actor, certificates: Sequence[str] = (), practitioners: int = 0) -> Venture:
    """A joint venture to which all have agreed."""
    venture = a_proposal(need, *parties, certificates=certificates, practitioners=practitioners)
    for member in parties[1:]:
        venture = agree_to_venture(actor=member, agreement=venture.agreement)
    return venture


@dataclass(frozen=True)
class JointDeal(Deal):
    """A contract that a joint venture won; `agency` leads it."""

    members: tuple[Actor, ...] = ()

    @property
    def everybody(self) -> tuple[Actor, ...]:
        """Who signs it."""
        return (self.buyer, self.agency, *self.members)


def a_joint_contract(need: Need | None = None, *, members: int = 2, buyer: Actor | None = None) -> JointDeal:
    """A contract that waits for its buyer, the lead and the members: won against two others, from the sealed bids on."""
    buyer = buyer or market.a_firm()
    need = need or needs.an_open_need(buyer, admits_ventures=True)
    lead, *joining = (bids.a_bidder() for _ in range(members + 1))
    a_venture(need, lead, *joining)
    for yuan, bidder in enumerate([lead, bids.a_bidder(), bids.a_bidder()], start=80_000):
        bids.a_sealed_bid(need, bidder, yuan)
    bids.pass_the_publicity(bids.pass_the_deadline(need))
    clock.forward(timedelta(minutes=5))
    contract = draw_up_contract(actor=SCHEDULER, award=confirm_award(actor=lead, number=need.number).pk)
    return JointDeal(contract, buyer, lead, members=tuple(joining))


def signed_by(deal: Deal, *actors: Actor) -> Contract:
    """Each of them confirms the terms, one after the other."""
    for actor in actors:
        confirm_terms(actor=actor, number=deal.number, terms_hash=deal.contract.terms_hash)
    return deal.now()
