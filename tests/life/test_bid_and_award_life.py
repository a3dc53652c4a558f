"""The lives of a bid, a joint venture, an award and an objection: each diagram, and every other move refused."""

import pytest

from bidding.models import Award, Bid, Explanation, Objection, Venture
from bidding.states import AwardState, BidState, ExplanationState, ObjectionState, VentureState
from kernel.life import TransitionNotAllowed
from tests.conftest import WEDNESDAY

DIAGRAMS = {
    Bid: """
        sealed  replace         replaced
        sealed  withdraw        withdrawn
        sealed  open            opened
        sealed  declare_void    void
        sealed  leave_unopened  unopened
    """,
    Award: """
        offered    confirm  confirmed
        offered    decline  declined
        offered    revoke   revoked
        confirmed  revoke   revoked
    """,
    Explanation: """
        asked  give    given
        given  accept  accepted
        asked  reject  rejected
        given  reject  rejected
        asked  drop    dropped
        given  drop    dropped
    """,
    Venture: """
        proposed  agree     agreed
        proposed  decline   declined
        proposed  dissolve  dissolved
        agreed    dissolve  dissolved
        proposed  lapse     lapsed
        agreed    lapse     lapsed
    """,
    Objection: """
        open  uphold    upheld
        open  dismiss   dismissed
        open  withdraw  withdrawn
    """,
}
STATES = {Bid: BidState, Award: AwardState, Explanation: ExplanationState, Objection: ObjectionState, Venture: VentureState}


def arrows(model: type) -> dict[tuple[str, str], str]:
    return {(a, verb): b for a, verb, b in (line.split() for line in DIAGRAMS[model].strip().splitlines())}


@pytest.mark.parametrize("model", DIAGRAMS)
def test_the_diagram_names_every_move(model) -> None:
    assert {(t.source, t.name): t.target for t in model().get_all_state_transitions()} == arrows(model)


@pytest.mark.parametrize("model", DIAGRAMS)
def test_every_other_move_is_refused(model) -> None:
    drawn = arrows(model)
    for state in STATES[model].values:
        for verb in {verb for _, verb in drawn}:
            thing = model(state=state)
            if (state, verb) in drawn:
                getattr(thing, verb)(at=WEDNESDAY)
                assert thing.state == drawn[state, verb]
                continue
            with pytest.raises(TransitionNotAllowed):
                getattr(thing, verb)(at=WEDNESDAY)


@pytest.mark.parametrize("model", DIAGRAMS)
def test_the_state_is_no_field_to_write(model) -> None:
    with pytest.raises(AttributeError):
        model(state=STATES[model].values[0]).state = STATES[model].values[-1]
