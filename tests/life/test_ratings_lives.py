"""The lives of an evaluation and an exit case, whole; and every other (state, verb) refused."""

import pytest

from kernel.life import TransitionNotAllowed
from ratings.models import Evaluation, ExitCase
from ratings.states import CaseState, EvaluationState
from tests.makers import market

AT = market.LONG_AGO
EVALUATION = {
    "object": ({"recorded"}, "objected", {"at": AT, "answer_by": AT}),
    "uphold": ({"objected"}, "upheld", {"at": AT}),
    "withdraw": ({"objected"}, "withdrawn", {"at": AT}),
}
CASE = {
    "take_answer": ({"notified"}, "answered", {"at": AT}),
    "decide": ({"notified", "answered"}, "decided", {"at": AT}),
    "drop": ({"notified", "answered"}, "dropped", {"at": AT}),
    "lapse": ({"notified", "answered"}, "lapsed", {"at": AT}),
}
CELLS = [
    (model, state, verb, *row)
    for model, states, life in ((Evaluation, EvaluationState, EVALUATION), (ExitCase, CaseState, CASE))
    for verb, row in life.items()
    for state in states.values
]


@pytest.mark.parametrize(("model", "state", "verb", "sources", "target", "stamps"), CELLS)
def test_each_verb_in_each_state(model, state, verb, sources, target, stamps) -> None:
    thing = model(state=state)
    if state in sources:
        getattr(thing, verb)(**stamps)
        assert thing.state == target
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(thing, verb)(**stamps)
        assert thing.state == state


@pytest.mark.parametrize("model", [Evaluation, ExitCase])
def test_the_life_has_no_other_verb(model) -> None:
    verbs = {t.name for t in model._meta.get_field("state").get_all_transitions(model)}
    assert verbs == set(EVALUATION if model is Evaluation else CASE)
