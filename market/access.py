"""Who may do what with the market's tables."""

from __future__ import annotations

from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from market.models import Organisation


def keeper_of_the_list(actor: Actor) -> None:
    """The retained list, the regions and their terms are kept by the platform's operator (or by the kernel's scheduler).

    Raises:
        NotForYou: for anybody else.
    """
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.OPERATOR and actor.has("manage")):
        return
    raise NotForYou("Only the platform's operator keeps the retained list and the regional terms.", source="方案第 21 项")


def somebody(actor: Actor) -> int:
    """The person behind the actor.

    Raises:
        NotForYou: for a visitor who has not signed in.
    """
    if actor.person_id is None:
        raise NotForYou("Sign in first.")
    return actor.person_id


def managed_organisation(actor: Actor) -> Organisation:
    """The organisation whose members the actor manages.

    Raises:
        NotFound: for one who acts for no organisation.
        NotForYou: for a member without the role.
    """
    if actor.organisation_id is None:
        raise NotFound
    if not actor.has("manage"):
        raise NotForYou("Only a member with the role of manager changes an organisation's members.", source="本站规则")
    return Organisation.objects.get(pk=actor.organisation_id)
