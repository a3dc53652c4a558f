"""The lives of a contract, a change, an invoice, a payment and a refund: the diagrams, and every other move refused."""

from datetime import date

import pytest

from contracts.models import Change, Contract
from contracts.states import ChangeState, ContractState
from kernel.life import TransitionNotAllowed
from payments.models import Invoice, Payment, Refund
from payments.states import InvoiceState, PaymentState, RefundState
from tests.conftest import WEDNESDAY

DIAGRAMS = {
    Contract: """
drawn_up   sign                 signed
drawn_up   lapse                lapsed
signed     deliver              delivered
signed     terminate            terminated
delivered  return_with_reasons  returned
delivered  accept               accepted
delivered  terminate            terminated
returned   deliver              delivered
returned   terminate            terminated
accepted   complete             completed
""",
    Change: """
proposed   agree                agreed
proposed   refuse               refused
""",
    Invoice: """
open       settle               settled
settled    refund               refunded
""",
    Payment: """
prepared   wait                 pending
prepared   succeed              succeeded
prepared   decline              declined
prepared   cancel               cancelled
pending    succeed              succeeded
pending    decline              declined
pending    try_again            prepared
pending    cancel               cancelled
declined   succeed              succeeded
declined   try_again            prepared
declined   cancel               cancelled
""",
    Refund: """
prepared   wait                 pending
prepared   succeed              succeeded
prepared   fail                 failed
pending    succeed              succeeded
pending    fail                 failed
""",
}
STATES = {Contract: ContractState, Change: ChangeState, Invoice: InvoiceState, Payment: PaymentState, Refund: RefundState}
MOVES = {
    model: {(a, verb): b for a, verb, b in (line.split() for line in diagram.strip().splitlines())}
    for model, diagram in DIAGRAMS.items()
}
ALL = [(model, str(state), verb) for model in MOVES for state in STATES[model] for verb in sorted({v for _, v in MOVES[model]})]
NOTHING = {"return_with_reasons", "try_again"}


def asked(model: type, verb: str) -> dict:
    if verb in NOTHING or (model, verb) == (Refund, "wait"):
        return {}
    more = {"sign": {"due_on": date(2026, 7, 3)}, "deliver": {"accept_by": None}}
    return {"at": WEDNESDAY} | more.get(verb, {})


@pytest.mark.parametrize("model", MOVES, ids=lambda model: model.__name__)
def test_the_diagram_names_every_move_of_the_life(model) -> None:
    assert {(t.source, t.name): t.target for t in model().get_all_state_transitions()} == MOVES[model]


@pytest.mark.parametrize(("model", "state", "verb"), ALL, ids=lambda x: getattr(x, "__name__", x))
def test_a_move_of_the_diagram_is_made_and_every_other_refused(model, state: str, verb: str) -> None:
    thing = model(state=state)
    if (state, verb) in MOVES[model]:
        getattr(thing, verb)(**asked(model, verb))
        assert thing.state == MOVES[model][state, verb]
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(thing, verb)(**asked(model, verb))
