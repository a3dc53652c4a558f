"""How the bids of one need stand to one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from agencies.models import Agency
from agencies.reads import controllers_of, share_relations, share_standing
from bidding.models import Bid, Decision, Venture, VentureParty
from bidding.reads.ventures import parties_of
from bidding.rules.relations import common_controllers_among, controls_among, joined_twice_among


def hold_bidders(number: str) -> None:
    """Hold the declared controls, and what the bidders of a need stand for: called before the need is locked, by whoever judges them."""
    share_relations()
    share_standing(bidders_of(number))


def bidders_of(number: str) -> set[int]:
    """Who bid for a need, join a bid or were chosen: the primary keys of their organisations."""
    bidders = Bid.objects.filter(need__number=number).values_list("agency__organisation_id", flat=True)
    parties = VentureParty.objects.filter(venture__need__number=number).values_list("agency__organisation_id", flat=True)
    ranked = Decision.objects.filter(need__number=number).values_list("ranking", flat=True)
    codes = {place["bidder"] for ranking in ranked for place in ranking}
    chosen = Agency.objects.filter(organisation__uscc__in=codes).values_list("organisation_id", flat=True)
    return {*bidders, *parties, *chosen}


class Related(TypedDict):
    """What `ValidityFacts` asks of relations, each in words, "" where there is none."""

    related_to: str
    control: str
    common_controller: str
    joined_twice: str


def relations_of(bids: list[Bid], ventures: Mapping[int, Venture]) -> dict[str, Related]:
    """{bid: how its bidder, or a member of its joint venture, is related to another bid of the list}; call with the declared controls held (`hold_bidders`).

    Heads name nobody in public; controls are published by the agencies themselves, and are named by their codes.
    """
    parties = {bid.envelope_hash: parties_of(bid, ventures.get(bid.pk)) for bid in bids}
    heads = _heads_of(parties)
    codes = {bid.envelope_hash: bid.agency.organisation.uscc for bid in bids}
    sides = {codes[bid]: [agency.organisation.uscc for agency in with_it] for bid, with_it in parties.items()}
    declared = controllers_of({code for side in sides.values() for code in side})
    control, common, twice = controls_among(sides, declared), common_controllers_among(sides, declared), joined_twice_among(sides)
    return {
        bid: {
            "related_to": heads.get(bid, ""),
            "control": control.get(code, ""),
            "common_controller": common.get(code, ""),
            "joined_twice": twice.get(code, ""),
        }
        for bid, code in codes.items()
    }


def _heads_of(parties: Mapping[str, list[Agency]]) -> dict[str, str]:
    """Which bids have a party under one head or in a declared relation with a party of another bid: {bid: why}, nobody named.

    Two agencies with the same legal representative, or one that declared a tie to the other. One unit in two bids is another matter.
    """
    each = [(bid, agency) for bid, with_it in parties.items() for agency in with_it]
    by_head: dict[str, set[tuple[str, int]]] = {}
    for bid, agency in each:
        if agency.legal_representative:
            by_head.setdefault(agency.legal_representative, set()).add((bid, agency.pk))
    under_one = [
        bid for those in by_head.values() for bid, pk in those if any(other != bid and another != pk for other, another in those)
    ]
    related = dict.fromkeys(under_one, "与另一参加机构的法定代表人为同一人")
    by_word: dict[str, list[tuple[str, int]]] = {}
    for bid, agency in each:
        for word in (agency.organisation.uscc, agency.organisation.name):
            by_word.setdefault(word, []).append((bid, agency.pk))
    ties = Agency.objects.filter(pk__in={agency.pk for _, agency in each}).values_list(
        "pk", "ties__organ_uscc", "ties__organ_name"
    )
    owners: dict[int, list[str]] = {}
    for bid, agency in each:
        owners.setdefault(agency.pk, []).append(bid)
    for owner, uscc, name in ties:
        for other_bid, other in by_word.get(uscc or "") or by_word.get(name or "") or ():
            for bid in owners[owner] if other != owner else ():
                if bid != other_bid:
                    related.setdefault(bid, "与另一参加机构有申报的关联关系")
                    related.setdefault(other_bid, "与另一参加机构有申报的关联关系")
    return related
