"""Who may see and who may steer a need, its notice and its questions."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.access import agency_of
from agencies.models import Agency
from bidding.models import Award, Bid, Expert, Explanation, Need, Objection, Seat, VentureParty
from bidding.reads import award_by_need, bid_by_hash, need_by_number
from bidding.states import NeedState
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from market.models import Organisation

NEVER_PUBLIC = (NeedState.DRAFT, NeedState.DISCARDED)
POOL = "参照招标投标法第 37 条；本站规则：专家随机抽取"
PLAN_22 = "河南省 2018 年“一网通办”实施方案第 22 项"


def buyer_of(actor: Actor) -> Organisation:
    """The organisation for which the actor buys.

    Raises:
        NotForYou: if the actor buys for none.
    """
    buys = actor.kind in {ActorKind.FIRM, ActorKind.DEPARTMENT} and actor.has("buy")
    if actor.organisation_id is None or not buys:
        raise NotForYou("Only somebody who buys for a firm or a department may publish a need.", source=PLAN_22)
    return Organisation.objects.select_related("region").get(pk=actor.organisation_id)


def may_steer(actor: Actor, need: Need) -> None:
    """Pass only the buyer's own people who buy.

    Raises:
        NotFound: if the need is a draft of another.
        NotForYou: if the need is public, but not the actor's to steer.
    """
    if need.buyer_id != actor.organisation_id:
        if need.state in NEVER_PUBLIC:
            raise NotFound(need.number)
        raise NotForYou("Nobody but its buyer steers a need; no department creates, edits or steers a firm's.", source=PLAN_22)
    if not actor.has("buy"):
        raise NotForYou("Your role in this organisation does not include buying.", source="任职权限")


def need_to_steer(actor: Actor, number: str) -> Need:
    """The need, for its buyer."""
    need = need_by_number(number)
    may_steer(actor, need)
    return need


def visible_to(actor: Actor) -> QuerySet[Need]:
    """Every public need, and the actor's own drafts."""
    public = ~Q(state__in=NEVER_PUBLIC)
    return Need.objects.filter(public | Q(buyer_id=actor.organisation_id) if actor.organisation_id else public)


def may_see(actor: Actor, need: Need) -> bool:
    """Whether the actor may know of the need: the predicate of `visible_to`."""
    return need.state not in NEVER_PUBLIC or (actor.organisation_id is not None and need.buyer_id == actor.organisation_id)


def must_see(actor: Actor, need: Need) -> None:
    """Pass whoever may know of the need.

    Raises:
        NotFound: for anybody else.
    """
    if not may_see(actor, need):
        raise NotFound(need.number)


def public_need(number: str) -> Need:
    """A need that everybody may know of.

    Raises:
        NotFound: if it was never public.
    """
    need = need_by_number(number)
    if need.state in NEVER_PUBLIC:
        raise NotFound(number)
    return need


def asker_of(actor: Actor) -> int:
    """The organisation for which the actor asks a public question.

    Raises:
        NotForYou: if there is none.
    """
    if actor.organisation_id is None:
        raise NotForYou("Sign in for an organisation to ask a public question.", source="公开问答规则")
    return actor.organisation_id


# Bids, awards, objections


def agency_to_bid(actor: Actor) -> Agency:
    """The agency for which the actor bids.

    Raises:
        NotForYou: if the actor bids for none, or the role does not include bidding.
    """
    return agency_of(actor, to="bid")


def agency_to_look(actor: Actor) -> Agency:
    """The agency for which the actor looks, whatever the role.

    Raises:
        NotForYou: if there is none.
    """
    return agency_of(actor)


def bid_to_see(actor: Actor, envelope_hash: str) -> Bid:
    """A bid with its receipt, for the agency that sent it; to everybody else it does not exist before the opening or after.

    Raises:
        NotFound: if it is another's.
    """
    bid = bid_by_hash(envelope_hash)
    if actor.organisation_id is None or bid.agency.organisation_id != actor.organisation_id:
        raise NotFound(envelope_hash)
    return bid


def bid_to_handle(actor: Actor, envelope_hash: str) -> Bid:
    """A bid, for somebody who bids for the agency that sent it."""
    bid = bid_to_see(actor, envelope_hash)
    if not actor.has("bid"):
        raise NotForYou("Your role in this organisation does not include bidding.", source="任职权限")
    return bid


def bids_visible_to(actor: Actor) -> QuerySet[Bid]:
    """The actor's own bids: the predicate of `bid_to_see` as a queryset."""
    return Bid.objects.filter(agency__organisation_id=actor.organisation_id) if actor.organisation_id else Bid.objects.none()


def part_to_see(actor: Actor, agreement: str) -> VentureParty:
    """The part of the actor's organisation in a joint venture; for everybody else the venture does not exist.

    Raises:
        NotFound: if the actor's organisation is no party to it.
    """
    if actor.organisation_id is None:
        raise NotFound(agreement)
    parts = VentureParty.objects.select_related("venture__need", "agency__organisation")
    mine = parts.filter(venture__agreement=agreement, agency__organisation_id=actor.organisation_id).first()
    if mine is None:
        raise NotFound(agreement)
    return mine


def part_to_answer(actor: Actor, agreement: str) -> VentureParty:
    """The same, for somebody who bids for the organisation."""
    mine = part_to_see(actor, agreement)
    if not actor.has("bid"):
        raise NotForYou("Your role in this organisation does not include bidding.", source="任职权限")
    return mine


def award_to_answer(actor: Actor, number: str) -> Award:
    """A need's newest award, for somebody who bids for its winner.

    Raises:
        NotFound: if none was made.
        NotForYou: if it is another's, or the role does not include bidding.
    """
    award = award_by_need(number)
    if award.agency.organisation_id != actor.organisation_id:
        raise NotForYou("Only the winner answers an award.", source="本站规则：中选机构本人确认")
    if not actor.has("bid"):
        raise NotForYou("Your role in this organisation does not include bidding.", source="任职权限")
    return award


def objector_of(actor: Actor) -> int:
    """The organisation for which the actor objects.

    Raises:
        NotForYou: if there is none.
    """
    if actor.organisation_id is None or not (actor.has("bid") or actor.has("buy")):
        raise NotForYou("Only somebody who took part in the need may object to its result.", source="政府采购法第 52 条")
    return actor.organisation_id


def objection_to_answer(actor: Actor, pk: int) -> Objection:
    """An objection, for the buyer of the need (or the scheduler, when time has run out).

    Raises:
        NotFound: if there is none.
        NotForYou: if the need is another's.
    """
    objection = Objection.objects.select_related("need", "by").filter(pk=pk).first()
    if objection is None:
        raise NotFound(str(pk))
    if actor.kind != ActorKind.SYSTEM:
        may_steer(actor, objection.need)
    return objection


def explanation_to_give(actor: Actor, number: str) -> Explanation:
    """The explanation that an agency was asked for in a need, for somebody who bids for it.

    Raises:
        NotFound: if the actor's organisation was asked for none: others do not know of it.
        NotForYou: if the role does not include bidding.
    """
    if actor.organisation_id is None:
        raise NotFound(number)
    mine = Explanation.objects.filter(need__number=number, bid__agency__organisation_id=actor.organisation_id)
    asked = mine.select_related("need__buyer", "bid__agency__organisation", "bid__notice").first()
    if asked is None:
        raise NotFound(number)
    if not actor.has("bid"):
        raise NotForYou("Your role in this organisation does not include bidding.", source="任职权限")
    return asked


def explanation_to_judge(actor: Actor, pk: int) -> Explanation:
    """An explanation, for the buyer of the need (or the scheduler, when time has run out).

    Raises:
        NotFound: if there is none.
        NotForYou: if the need is another's.
    """
    asked = Explanation.objects.select_related("need__buyer", "bid__agency__organisation", "bid__notice").filter(pk=pk).first()
    if asked is None:
        raise NotFound(str(pk))
    if actor.kind != ActorKind.SYSTEM:
        may_steer(actor, asked.need)
    return asked


def may_run_the_clock(actor: Actor) -> None:
    """Pass only the scheduler: closing, opening, deciding and awarding are nobody's choice.

    Raises:
        NotForYou: to everybody else.
    """
    if actor.kind != ActorKind.SYSTEM:
        raise NotForYou("Closing, opening, deciding and awarding follow the clock; nobody does them by hand.", source="本站规则")


def may_end_needs(actor: Actor) -> None:
    """Pass the scheduler, and whoever acts in the contract of the need: the verb of the room above has judged that.

    Raises:
        NotForYou: to visitors.
    """
    if actor.kind == ActorKind.VISITOR:
        raise NotForYou("Sign in to do this.", source="本站规则")


# Experts


def may_keep_the_pool(actor: Actor) -> None:
    """Pass the operator's people who manage it.

    Raises:
        NotForYou: to everybody else.
    """
    if actor.kind != ActorKind.OPERATOR or not actor.has("manage"):
        raise NotForYou("The pool of experts is kept by the operator; nobody who buys or bids chooses its experts.", source=POOL)


def expert_of(actor: Actor) -> Expert:
    """The expert who the actor is.

    Raises:
        NotForYou: if the actor is none.
    """
    expert = Expert.objects.filter(person_id=actor.person_id).first() if actor.person_id is not None else None
    if expert is None:
        raise NotForYou("Only an expert who was drawn for a need scores its plans.", source=POOL)
    return expert


def seat_to_score(actor: Actor, number: str) -> Seat:
    """The actor's seat in the panel of a need.

    Raises:
        NotForYou: if the actor is no expert.
        NotFound: if the actor was not drawn for this need.
    """
    seats = Seat.objects.select_related("panel__need__buyer", "panel__need__region", "panel__need__item", "expert")
    seat = seats.filter(expert=expert_of(actor), panel__need__number=number).first()
    if seat is None:
        raise NotFound(number)
    return seat
