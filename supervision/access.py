"""Who may announce inspections, keep an organ's pool and show its numbers. Inspections themselves are public."""

from __future__ import annotations

from django.db.models import QuerySet

from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from supervision import reads
from supervision.models import Inspection

PLAN_24 = "方案第 24 项"


def organ_of(actor: Actor, *, to: str = "") -> int:
    """The organ for which an official acts.

    Args:
        actor: who asks.
        to: the role that the act needs (`decide`, `manage`); "" only looks.

    Raises:
        NotForYou: for whoever is no official of a regulator, or lacks the role.
    """
    if actor.kind is not ActorKind.REGULATOR or actor.organisation_id is None:
        raise NotForYou("Only a regulator's official inspects.", source=PLAN_24)
    if to and not actor.has(to):
        raise NotForYou("This needs another role in the organ.", source=PLAN_24)
    return actor.organisation_id


def inspection(number: str) -> Inspection:
    """An inspection: everybody may look."""
    found = reads.inspections().filter(number=number).first()
    if found is None:
        raise NotFound(number)
    return found


def own_inspection(actor: Actor, number: str, *, to: str = "") -> Inspection:
    """An inspection of the actor's organ; of another organ's its page is public, this door is not."""
    organ_id = organ_of(actor, to=to)
    found = inspection(number)
    if found.organ_id != organ_id:
        raise NotFound(number)
    return found


def visible_to(actor: Actor) -> QuerySet[Inspection]:
    """Whatever was announced is public."""
    return reads.inspections()


def only_the_clock(actor: Actor) -> None:
    """An inspection is drawn by the clock: nobody chooses the moment."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotForYou("An inspection is drawn by the clock alone.", source=PLAN_24)
