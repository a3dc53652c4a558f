"""Joint ventures, through the verbs."""

from collections.abc import Sequence

from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.models import Need, Venture
from bidding.rules.venturing import WHOLE_BP, Part
from kernel.actors import Actor


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
