"""How the bidders of one need stand to one another."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

from agencies.models import Agency
from agencies.reads import controllers_of
from bidding.models import Bid
from bidding.rules.relations import common_controllers_among, controls_among


class Related(TypedDict):
    """What `ValidityFacts` asks of relations, each in words, "" where there is none."""

    related_to: str
    control: str
    common_controller: str


def relations_of(bids: list[Bid]) -> dict[str, Related]:
    """{bid: how its bidder is related to another of the list}; call with the declared controls held (`share_relations`).

    Heads name nobody in public; controls are published by the agencies themselves, and are named by their codes.
    """
    heads, codes = _heads_of(bids), [bid.agency.organisation.uscc for bid in bids]
    declared = controllers_of(codes)
    control, common = controls_among(codes, declared), common_controllers_among(codes, declared)
    return {
        bid.envelope_hash: {
            "related_to": heads.get(bid.envelope_hash, ""),
            "control": control.get(code, ""),
            "common_controller": common.get(code, ""),
        }
        for bid, code in zip(bids, codes, strict=True)
    }


def _heads_of(bids: list[Bid]) -> dict[str, str]:
    """Which bidders stand under one head or in a declared relation with another bidder of the list: {bid: why}, nobody named.

    Two agencies with the same legal representative, or one that declared a tie to the other.
    """
    heads = Counter(bid.agency.legal_representative for bid in bids if bid.agency.legal_representative)
    under_one = [bid for bid in bids if heads[bid.agency.legal_representative] > 1]
    related = {bid.envelope_hash: "与另一参加机构的法定代表人为同一人" for bid in under_one}
    by_code = {bid.agency.organisation.uscc: bid for bid in bids}
    by_name = {bid.agency.organisation.name: bid for bid in bids}
    ties = Agency.objects.filter(pk__in=[bid.agency_id for bid in bids]).values_list("pk", "ties__organ_uscc", "ties__organ_name")
    owners = {bid.agency_id: bid for bid in bids}
    for owner, uscc, name in ties:
        other_bid = by_code.get(uscc or "") or by_name.get(name or "")
        if other_bid is not None and other_bid.agency_id != owner:
            for bid in (owners[owner], other_bid):
                related.setdefault(bid.envelope_hash, "与另一参加机构有申报的关联关系")
    return related
