"""A worker that is killed at any write of any step leaves the step whole or undone, and the next tick ends it as if nothing had been."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from agencies import due as agencies_due
from agencies.models import Agency, Registration, StandingStep
from bidding import due
from bidding.actions.choosing.choose_agency import choose_agency
from bidding.models import Award, Bid, Need
from bidding.states import NeedState
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.models import OutboxEvent
from ledger.models import Pending
from ledger.record import record
from tests.makers import agencies as make_agencies
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import choices

WRITES = ("INSERT", "UPDATE", "DELETE")
LIVES = ((Need, "state"), (Bid, "state"), (Award, "state"), (Registration, "state"), (Agency, "standing"))
ROWS = (Pending, OutboxEvent, StandingStep)


class Killed(BaseException):
    """The process is gone: nothing that catches errors catches this."""


@contextmanager
def cut_at(write: int | None) -> Iterator[list[str]]:
    """Cut off before the n-th write (from 0); gives the writes that were asked for."""
    asked: list[str] = []

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if str(sql).lstrip().upper().startswith(WRITES):
            asked.append(str(sql))
            if len(asked) - 1 == write:
                raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield asked


def seen() -> dict[str, Any]:
    """Every state, and how many rows say that something happened."""
    states = {model.__name__: list(model._default_manager.order_by("pk").values_list(field, flat=True)) for model, field in LIVES}
    return {**states, **{model.__name__: model._default_manager.count() for model in ROWS}}


def halves_of(step: Callable[[], object]) -> list[int]:
    """The writes at which a cut leaves something half done, or something that the next run does not finish."""
    before, bad = seen(), []
    with transaction.atomic():
        with cut_at(None) as writes:
            step()
        after = seen()
        transaction.set_rollback(True)
    assert writes
    assert after != before
    for write in range(len(writes)):
        with transaction.atomic():
            with pytest.raises(Killed), cut_at(write):
                step()
            left = seen()
            step()
            if left not in (before, after) or seen() != after:
                bad.append(write)
            transaction.set_rollback(True)
    return bad


@pytest.mark.django_db
def test_from_the_deadline_to_the_award_and_past_a_silent_winner(at_ten) -> None:
    need = needs.an_open_need()
    for yuan in (80_000, 81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(item_code=need.item.code), yuan)
    need.refresh_from_db()
    clock.set_to(need.closes_at)
    for step in (due.close_due, due.open_due, due.decide_due):
        assert halves_of(step) == [], step.__name__
        assert step() == 1
    need.refresh_from_db()
    clock.set_to(need.publicity_ends_at)
    assert halves_of(due.award_due) == []
    assert due.award_due() == 1
    clock.set_to(need.awards.get().confirm_by)
    assert halves_of(due.decline_silent) == []
    assert due.decline_silent() == 1


@pytest.mark.django_db
def test_a_direct_choice_and_the_award_that_is_offered_with_it(at_ten) -> None:
    need, agency = choices.a_need_to_choose_for(), make.a_bidder()
    choose = partial(choose_agency, actor=choices.buyer_of(need), number=need.number, agency=agency.uscc)

    def step() -> None:
        if Need.objects.get(pk=need.pk).state == NeedState.CHOOSING:
            choose()

    assert halves_of(step) == []
    step()
    assert Need.objects.get(pk=need.pk).state == NeedState.AWARDED


@pytest.mark.django_db
def test_an_admission_by_silence(at_ten) -> None:
    registration = make_agencies.a_submitted_registration()
    clock.set_to(registration.due_at)
    assert halves_of(agencies_due.admit_by_silence) == []
    assert agencies_due.admit_by_silence() == 1


@pytest.mark.django_db
def test_a_step_without_a_transaction_would_be_found(at_ten) -> None:
    def two_writes() -> None:
        record(SCHEDULER, "need.closed", {"need": "ZX-2026-0001"})
        record(SCHEDULER, "need.failed", {"need": "ZX-2026-0001"})

    assert halves_of(two_writes) != []
