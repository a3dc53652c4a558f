"""The life of a need: the diagram, and every other move refused."""

import pytest

from bidding.models import Need
from bidding.states import NeedState
from kernel.life import TransitionNotAllowed
from tests.conftest import WEDNESDAY

DIAGRAM = """
draft      publish    open
draft      discard    discarded
draft      offer_choice choosing
choosing   decide     decided
choosing   fail       failed
choosing   cancel     cancelled
open       restart    open
open       move_deadline open
open       close      closed
open       cancel     cancelled
closed     start_scoring scoring
closed     open_bids  opened
scoring    open_bids  opened
scoring    fail       failed
scoring    cancel     cancelled
closed     fail       failed
closed     cancel     cancelled
opened     decide     decided
opened     start_rounds rounds
opened     draw_shortlist shortlisted
shortlisted decide     decided
shortlisted fail       failed
shortlisted cancel     cancelled
rounds     decide     decided
rounds     fail       failed
rounds     cancel     cancelled
opened     fail       failed
opened     cancel     cancelled
decided    decide_again decided
awarded    decide_again decided
decided    award      awarded
decided    fail       failed
decided    choose_again choosing
decided    cancel     cancelled
awarded    confirm    confirmed
awarded    fail       failed
awarded    choose_again choosing
confirmed  finish     finished
confirmed  fail       failed
"""
ARROWS = {(a, verb): b for a, verb, b in (line.split() for line in DIAGRAM.strip().splitlines())}
VERBS = sorted({verb for _, verb in ARROWS})
WITH = {
    "restart": {"closes_at": WEDNESDAY},
    "offer_choice": {"at": WEDNESDAY, "choose_by": WEDNESDAY},
    "draw_shortlist": {"choose_by": WEDNESDAY},
    "choose_again": {"choose_by": WEDNESDAY},
    "move_deadline": {"closes_at": WEDNESDAY},
    "publish": {"at": WEDNESDAY, "closes_at": WEDNESDAY},
    "decide": {"at": WEDNESDAY, "publicity_ends_at": WEDNESDAY},
    "decide_again": {"at": WEDNESDAY, "publicity_ends_at": WEDNESDAY},
}


def move(need: Need, verb: str) -> None:
    getattr(need, verb)(**WITH.get(verb, {"at": WEDNESDAY}))


def test_the_diagram_names_every_move_of_the_life() -> None:
    moves = {(t.source, t.name): t.target for t in Need(number="x").get_all_state_transitions()}
    assert moves == ARROWS


@pytest.mark.parametrize(("state", "verb"), sorted(ARROWS))
def test_every_move_of_the_diagram_is_made(state: str, verb: str) -> None:
    need = Need(state=state)
    move(need, verb)
    assert need.state == ARROWS[state, verb]


@pytest.mark.parametrize("state", sorted(NeedState.values))
@pytest.mark.parametrize("verb", VERBS)
def test_every_other_move_is_refused(state: str, verb: str) -> None:
    if (state, verb) in ARROWS:
        return
    need = Need(state=state)
    with pytest.raises(TransitionNotAllowed):
        move(need, verb)
    assert need.state == state


def test_every_state_has_a_way_out_or_is_an_end() -> None:
    ends = {"finished", "failed", "cancelled", "discarded"}
    assert {state for state in NeedState.values if not any(s == state for s, _ in ARROWS)} == ends
    reached, grown = {"draft"}, True
    while grown:
        grown = bool(new := {b for (a, _), b in ARROWS.items() if a in reached} - reached)
        reached |= new
    assert reached == set(NeedState.values)
