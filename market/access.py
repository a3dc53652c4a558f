"""Who may do what with the market's tables."""

from __future__ import annotations

from kernel.access import NotForYou
from kernel.actors import Actor, ActorKind


def keeper_of_the_list(actor: Actor) -> None:
    """The retained list, the regions and their terms are kept by the platform's operator (or by the kernel's scheduler).

    Raises:
        NotForYou: for anybody else.
    """
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.OPERATOR and actor.has("manage")):
        return
    raise NotForYou("Only the platform's operator keeps the retained list and the regional terms.", source="方案第 21 项")
