"""Joint ventures that the notice or the deadline has overtaken."""

from __future__ import annotations

from datetime import datetime

from bidding import access
from bidding.models import Need
from bidding.reads import ventures
from bidding.states import VentureState
from kernel.actors import Actor


def lapse_ventures(*, actor: Actor, need: Need, states: tuple[VentureState, ...], at: datetime) -> None:
    """Let those in these states lapse: all after a material change, the proposed at the closing. In the caller's transaction and under its lock.

    Nothing is recorded: that follows from the change of the notice and from the frozen list.
    """
    access.may_end_needs(actor)
    for venture in ventures.ventures_in(need, *states):
        venture.lapse(at=at)
        venture.save()
