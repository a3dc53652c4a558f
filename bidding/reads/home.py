"""What waits for a bidder or a buyer, for the role's home. Each answer costs one query, however many rows there are."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import OfferedService
from agencies.states import Standing
from bidding.models import Award, Bid, Explanation, Need, Objection, Reveal, Venture, VentureParty
from bidding.states import AwardState, BidState, ExplanationState, Method, NeedState, ObjectionState, VentureState
from sealing.plan import LOT

RUNNING = (NeedState.DECIDED, NeedState.AWARDED)
ABLE = (Standing.LISTED, Standing.WARNED)


def awards_to_answer(organisation_id: int) -> QuerySet[Award]:
    """The awards that an agency is to confirm or decline, the most urgent first."""
    rows = Award.objects.filter(agency__organisation_id=organisation_id, state=AwardState.OFFERED)
    return rows.select_related("need").order_by("confirm_by", "pk")


def objections_to_answer(buyer_id: int) -> QuerySet[Objection]:
    """The objections that a buyer is to answer, the most urgent first."""
    rows = Objection.objects.filter(need__buyer=buyer_id, state=ObjectionState.OPEN)
    return rows.select_related("need").order_by("answer_by", "pk")


def needs_to_choose_for(buyer_id: int) -> QuerySet[Need]:
    """The needs for which a buyer is to name an agency, the most urgent first."""
    waiting = (NeedState.CHOOSING, NeedState.SHORTLISTED)
    return Need.objects.filter(buyer=buyer_id, state__in=waiting).order_by("choose_by", "pk")


def bids_to_reveal(organisation_id: int) -> QuerySet[Bid]:
    """The bids whose keys stay away and whose seed an agency has not handed in, the most urgent first."""
    plans_wait = Q(need__state=NeedState.CLOSED, need__method=Method.QUALITY_AND_PRICE)
    seeds = Reveal.objects.filter(bid=OuterRef("pk"))
    waiting = Bid.objects.filter(agency__organisation_id=organisation_id, state=BidState.SEALED)
    waiting = waiting.filter(need__reveal_until__isnull=False, need__state__in=(NeedState.CLOSED, NeedState.SCORING))
    waiting = waiting.filter((plans_wait & ~Exists(seeds.filter(lot=LOT))) | (~plans_wait & ~Exists(seeds.filter(lot=""))))
    return waiting.select_related("need").order_by("need__reveal_until", "pk")


def explanations_to_give(organisation_id: int) -> QuerySet[Explanation]:
    """The low prices that an agency is to explain, the most urgent first."""
    rows = Explanation.objects.filter(bid__agency__organisation_id=organisation_id, state=ExplanationState.ASKED)
    return rows.filter(need__state__in=RUNNING).select_related("need").order_by("explain_by", "pk")


def explanations_to_judge(buyer_id: int) -> QuerySet[Explanation]:
    """The explanations that a buyer is to judge, the most urgent first."""
    rows = Explanation.objects.filter(need__buyer=buyer_id, state=ExplanationState.GIVEN, need__state__in=RUNNING)
    return rows.select_related("need").order_by("judge_by", "pk")


def ventures_to_answer(organisation_id: int) -> QuerySet[Venture]:
    """The joint ventures that wait for an agency's consent, the nearest deadline first."""
    asked = VentureParty.objects.filter(agency__organisation_id=organisation_id, agreed_at=None).values("venture")
    waiting = Venture.objects.filter(pk__in=asked, state=VentureState.PROPOSED, need__state=NeedState.OPEN)
    return waiting.select_related("need", "lead__organisation").order_by("need__closes_at", "pk")


def sealed_count(organisation_id: int) -> int:
    """How many bids of an agency lie sealed."""
    return Bid.objects.filter(agency__organisation_id=organisation_id, state=BidState.SEALED).count()


def needs_to_seal_again(organisation_id: int) -> QuerySet[Need]:
    """The open needs whose deadline has changed, so that an agency's sealed bid fell, and it has not sealed again."""
    mine = Bid.objects.filter(agency__organisation_id=organisation_id)
    fell = Need.objects.filter(state=NeedState.OPEN, pk__in=mine.filter(state=BidState.UNOPENED).values("need"))
    return fell.exclude(pk__in=mine.filter(state=BidState.SEALED).values("need")).order_by("closes_at", "pk")


def needs_to_bid_for(organisation_id: int) -> QuerySet[Need]:
    """The open needs for services that an agency on the list offers and for which no sealed bid of its lies there, the nearest deadline first."""
    mine = OfferedService.objects.filter(agency__organisation_id=organisation_id, agency__standing__in=ABLE)
    offered = mine.exclude(item_code="").values("item_code")
    bid_for = Bid.objects.filter(agency__organisation_id=organisation_id, state=BidState.SEALED).values("need")
    return (
        Need.objects.filter(state=NeedState.OPEN, item__code__in=offered)
        .exclude(pk__in=bid_for)
        .select_related("item")
        .order_by("closes_at", "pk")
    )
