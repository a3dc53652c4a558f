"""Five bugs that working systems had, planted one by one: a named test or a check below it catches each."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from bidding.actions.awards.award_need import offer_to_the_next
from bidding.actions.opening.close_need import close_need
from bidding.methods.sealed_price import decide
from bidding.models import Award, Need
from bidding.rules.opening import deadline_has_passed
from kernel.actors import SCHEDULER
from kernel.rulebook import Rule
from payments.models import Invoice, Payment
from payments.rules.paying import payments_stay_within_the_contract
from tests.actions.test_decide_need import test_a_need_is_not_closed_a_microsecond_early as the_closing_test
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import payments
from tests.methods.test_sealed_price import VECTORS
from tests.methods.test_sealed_price import test_the_decision_is_the_one_in_the_vector as the_decision_test


def failing(check: Callable, cases: list) -> int:
    """How many of the cases the check catches."""
    caught = 0
    for case in cases:
        try:
            check(case)
        except AssertionError:
            caught += 1
    return caught


def switch_off(monkeypatch, rule: Rule) -> None:
    """Plant: the rule is kept whatever the facts."""
    monkeypatch.setitem(rule.__dict__, "holds", lambda _: True)


def test_nothing_is_planted() -> None:
    assert failing(the_decision_test, VECTORS) == 0


def test_the_lowest_price_sorted_descending_fails_the_vectors(monkeypatch) -> None:
    right = decide.__globals__["standing_of"]
    monkeypatch.setitem(decide.__globals__, "standing_of", lambda case, offer: -right(case, offer))
    assert failing(the_decision_test, VECTORS) > 0


def test_a_tie_by_arrival_fails_the_vectors(monkeypatch) -> None:
    monkeypatch.setitem(decide.__globals__, "in_order", lambda need, root, equals, **more: (equals, [], False))
    assert failing(the_decision_test, VECTORS) > 0


def test_closing_before_the_deadline_fails_its_test_and_the_constraint(at_ten, monkeypatch) -> None:
    switch_off(monkeypatch, deadline_has_passed)
    need = needs.an_open_need()
    with pytest.raises(IntegrityError, match="need_closed_at_or_after_its_deadline"), transaction.atomic():
        close_need(actor=SCHEDULER, number=need.number)
    with pytest.raises(IntegrityError, match="need_closed_at_or_after_its_deadline"), transaction.atomic():
        the_closing_test(need)
    assert Need.objects.get(pk=need.pk).state == "open"


def test_a_second_award_beside_the_first_breaks_the_constraint(at_ten) -> None:
    need = make.an_awarded_need()
    with pytest.raises(IntegrityError, match="one_live_award"), transaction.atomic():
        offer_to_the_next(SCHEDULER, need)  # as an award that forgets to look whether one is made
    assert Award.objects.filter(need=need).count() == 1


def test_a_payment_above_the_contract_is_stopped_by_the_trigger(at_ten, monkeypatch) -> None:
    deal = payments.an_invoiced_contract()
    switch_off(monkeypatch, payments_stay_within_the_contract)
    Invoice.objects.filter(contract=deal.contract).update(amount_fen=deal.contract.amount_fen + 1)
    with pytest.raises(IntegrityError, match="would pass the price"), transaction.atomic():
        payment = payments.a_prepared_payment(deal)
        Payment.objects.filter(pk=payment.pk).update(state="succeeded", intent="pi_x")
    assert not Payment.objects.filter(state="succeeded").exists()
