"""Two publications on one budget line that covers one. Asked and taken in one statement, one is refused; asked first and taken later, both get it."""

import threading

import pytest
from django.db import IntegrityError, connection, connections
from django.db.models import F

from bidding.actions.notices import publish_need as publishing
from bidding.actions.notices.publish_need import publish_need
from bidding.actions.notices.reserve_ceiling import reserve_ceiling
from bidding.models import Need
from budgets.actions import reserve_budget as reserving
from budgets.models import BudgetLine, Movement
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import budgets, market

pytestmark = pytest.mark.django_db(transaction=True)
CEILING = 10_000_000


@pytest.fixture
def both_published(monkeypatch):
    """Publish two needs of one department at once, each after the other's rules have found the money; what each came to."""
    clock.set_to(WEDNESDAY)
    both_are_covered = threading.Barrier(2)

    def reserve_later(**said: object) -> None:
        both_are_covered.wait(timeout=20)
        reserve_ceiling(**said)

    monkeypatch.setattr(publishing, "reserve_ceiling", reserve_later)

    def publish(department: Actor) -> list[object]:
        numbers = [needs.a_draft_need(department, ceiling_fen=CEILING).number for _ in range(2)]
        got: list[object] = [None, None]

        def one(n: int) -> None:
            try:
                got[n] = publish_need(actor=department, number=numbers[n], knows_it_is_narrow=True).state
            except (RulesBroken, IntegrityError) as refused:
                got[n] = refused
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=(n,)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(got, key=str)

    yield publish
    clock.set_to(None)


def naive_carry(both_have_read: threading.Barrier):
    """What a careless verb does: ask, think, take."""

    def carry(line, *, need, source, target, fen, at) -> bool:
        free = BudgetLine.objects.get(pk=line.pk).free_fen
        both_have_read.wait(timeout=20)
        if free < fen:
            return False
        BudgetLine.objects.filter(pk=line.pk).update(reserved_fen=F("reserved_fen") + fen)
        Movement.objects.create(line=line, need=need, source=source, target=target, fen=fen, at=at)
        return True

    return carry


def test_of_two_publications_on_a_line_that_covers_one_the_other_is_refused(both_published) -> None:
    department = market.a_department()
    line = budgets.a_line(department, limit_fen=CEILING + 1)
    refused, published = sorted(both_published(department), key=lambda each: isinstance(each, str))
    assert published == "open"
    assert isinstance(refused, RulesBroken)
    assert refused.names == ("bidding.budget_line_covers_the_ceiling",)
    assert budgets.sums(line) == (CEILING, 0, 0)
    assert sorted(Need.objects.values_list("state", flat=True)) == ["draft", "open"]


def test_asked_before_it_is_taken_the_same_money_is_reserved_twice(both_published, monkeypatch) -> None:
    """The negative control; the database's own constraint is taken away too."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE budgets_budgetline DROP CONSTRAINT budget_within_its_limit")
    monkeypatch.setattr(reserving, "carry", naive_carry(threading.Barrier(2)))
    department = market.a_department()
    line = budgets.a_line(department, limit_fen=CEILING + 1)
    assert both_published(department) == ["open", "open"]
    assert budgets.sums(line) == (2 * CEILING, 0, 0)


def test_the_constraint_alone_stops_a_verb_that_asks_before_it_takes(both_published, monkeypatch) -> None:
    monkeypatch.setattr(reserving, "carry", naive_carry(threading.Barrier(2)))
    department = market.a_department()
    line = budgets.a_line(department, limit_fen=CEILING + 1)
    refused, published = sorted(both_published(department), key=lambda each: isinstance(each, str))
    assert published == "open"
    assert "budget_within_its_limit" in str(refused)
    assert budgets.sums(line) == (CEILING, 0, 0)
