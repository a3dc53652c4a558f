"""The lives of a standing and of a registration: the diagrams, and every other move refused."""

import pytest

from agencies.models import Agency, Registration
from agencies.states import RegistrationState, Standing
from kernel.life import TransitionNotAllowed
from tests.conftest import WEDNESDAY

STANDING = """
unlisted   admit          listed
listed     warn           warned
warned     warn           warned
warned     clear_warning  listed
listed     suspend        suspended
warned     suspend        suspended
suspended  suspend        suspended
suspended  restore        listed
listed     remove         removed
warned     remove         removed
suspended  remove         removed
removed    come_back      unlisted
"""
REGISTRATION = """
draft      submit               submitted
returned   submit               submitted
submitted  return_with_reasons  returned
submitted  admit                admitted
"""
SPAN = {"at": WEDNESDAY, "until": WEDNESDAY}
WITH = {
    "warn": SPAN,
    "suspend": SPAN,
    "remove": SPAN,
    "clear_warning": {},
    "restore": {},
    "come_back": {},
    "submit": {"at": WEDNESDAY, "due_at": WEDNESDAY},
}


def arrows(diagram: str) -> dict[tuple[str, str], str]:
    return {(a, verb): b for a, verb, b in (line.split() for line in diagram.strip().splitlines())}


LIVES = [
    (Agency, "standing", arrows(STANDING), Standing.values),
    (Registration, "state", arrows(REGISTRATION), RegistrationState.values),
]
CELLS = [
    (model, name, state, verb, moves.get((state, verb)))
    for model, name, moves, states in LIVES
    for state in states
    for verb in sorted({verb for _, verb in moves})
]


@pytest.mark.parametrize(("model", "name", "moves", "states"), LIVES, ids=["standing", "registration"])
def test_the_diagram_names_every_move_of_the_life(model, name, moves, states) -> None:
    found = getattr(model(), f"get_all_{name}_transitions")()
    assert {(t.source, t.name): t.target for t in found} == moves


@pytest.mark.parametrize(("model", "name", "state", "verb", "target"), CELLS)
def test_a_move_of_the_diagram_is_made_and_every_other_refused(model, name, state, verb, target) -> None:
    thing = model(**{name: state})
    words = WITH.get(verb, {"at": WEDNESDAY})
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            getattr(thing, verb)(**words)
    else:
        getattr(thing, verb)(**words)
    assert getattr(thing, name) == (target or state)
