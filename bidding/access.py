"""Who may see and who may steer a need, its notice and its questions."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bidding.models import Need
from bidding.reads import need_by_number
from bidding.states import NeedState
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from market.models import Organisation

NEVER_PUBLIC = (NeedState.DRAFT, NeedState.DISCARDED)
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
