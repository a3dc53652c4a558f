"""A department's money: reserved at publication, committed at the award, spent at payment, free again when nothing comes of it."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.publish_need import publish_need
from bidding.actions.notices.start_amendment import start_amendment
from bidding.actions.opening.close_need import close_need
from bidding.models import Need
from bidding.states import NeedState
from budgets.actions.declare_line import declare_line
from budgets.actions.reserve_budget import reserve_budget
from budgets.models import BudgetLine, Movement, carry
from budgets.states import Pot
from contracts.actions.draw_up_contract import draw_up_contract
from contracts.actions.lapse_contract import lapse_contract
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from tests.ledger.plays.budgets import serve
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import budgets, market

pytestmark = pytest.mark.usefixtures("at_ten")
FREE, RESERVED, COMMITTED, SPENT = Pot.FREE, Pot.RESERVED, Pot.COMMITTED, Pot.SPENT
CEILING = 10_000_000


def check_constraints_now() -> None:
    """What the database would look at when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def department() -> Actor:
    return market.a_department()


@pytest.fixture
def line(department: Actor) -> BudgetLine:
    return budgets.a_line(department, limit_fen=15_000_000)


def refused(department: Actor, **notice: object) -> tuple[str, ...]:
    """The rules for which the publication of such a need is refused; nothing was reserved."""
    need = needs.a_draft_need(department, **notice)
    before = Movement.objects.count()
    with pytest.raises(RulesBroken) as broken:
        publish_need(actor=department, number=need.number, knows_it_is_narrow=True)
    assert Movement.objects.count() == before
    assert Need.objects.get(pk=need.pk).state == NeedState.DRAFT
    return broken.value.names


def test_a_line_is_declared_and_on_the_record(department: Actor) -> None:
    line = declare_line(actor=department, code=" 2130305-001 ", title="水土保持", year=2026, limit_fen=5)
    assert (line.code, line.year, line.limit_fen, line.free_fen) == ("2130305-001", 2026, 5, 5)
    said = json.loads(Pending.objects.get().body)
    assert {name: said[name] for name in ("type", "buyer", "budget_line", "year", "title", "fen")} == {
        "type": "budget.declared",
        "buyer": department.uscc,
        "budget_line": "2130305-001",
        "year": 2026,
        "title": "水土保持",
        "fen": 5,
    }


def test_a_line_is_declared_once_for_this_year_or_the_next(department: Actor, line: BudgetLine) -> None:
    for year, code, rule in ((2026, line.code, "line_is_declared_once"), (2028, "1", "line_is_of_this_year_or_the_next")):
        with pytest.raises(RulesBroken) as broken:
            declare_line(actor=department, code=code, title="水土保持", year=year, limit_fen=5)
        assert broken.value.names == (f"budgets.{rule}",)
    assert BudgetLine.objects.count() == 1


def test_nobody_but_a_departments_buyer_declares_a_line() -> None:
    signer = market.acting_for(market.an_organisation("department"), "sign")
    for actor in (market.a_firm(), signer, market.a_regulator()):
        with pytest.raises(NotForYou):
            declare_line(actor=actor, code="1", title="水土保持", year=2026, limit_fen=5)
    assert not BudgetLine.objects.exists()


def test_publication_reserves_the_ceiling_and_a_second_that_the_rest_does_not_cover_is_refused(
    department: Actor, line: BudgetLine
) -> None:
    need = needs.an_open_need(department, ceiling_fen=CEILING)
    assert budgets.sums(line) == (CEILING, 0, 0)
    assert Movement.objects.get().need == need.number
    assert refused(department, ceiling_fen=5_000_001) == ("bidding.budget_line_covers_the_ceiling",)
    needs.an_open_need(department, ceiling_fen=5_000_000)
    assert (budgets.sums(line), line.free_fen) == ((15_000_000, 0, 0), 0)


def test_a_line_that_is_unknown_of_another_or_of_another_year_is_refused(department: Actor, line: BudgetLine) -> None:
    budgets.a_line(market.a_department(), "2130305-002")
    budgets.a_line(department, "2130305-003", year=2027)
    rule = ("bidding.budget_line_is_the_departments_own_of_the_year",)
    for code in ("2130305-001", "2130305-002", "2130305-003"):
        assert refused(department, budget_line=code) == rule


def test_without_a_ceiling_there_is_nothing_to_reserve(department: Actor, line: BudgetLine) -> None:
    said = {"ceiling_fen": None, "no_estimate_note": "首次采购"}
    assert refused(department, **said) == ("bidding.budget_line_covers_the_ceiling",)


def test_the_year_is_that_of_beijing(department: Actor) -> None:
    clock.set_to(datetime(2026, 12, 31, 10, tzinfo=clock.BEIJING))
    budgets.a_line(department)
    draft = needs.a_draft_need(department)
    clock.set_to(datetime(2026, 12, 31, 23, 59, tzinfo=clock.BEIJING))
    publish_need(actor=department, number=draft.number, knows_it_is_narrow=True)
    clock.forward(timedelta(minutes=1))
    assert refused(department, budget_line=budgets.CODE) == ("bidding.budget_line_is_the_departments_own_of_the_year",)


def test_a_firm_needs_no_line() -> None:
    needs.an_open_need(market.a_firm())
    assert not BudgetLine.objects.exists()


def test_an_award_commits_its_price_and_frees_the_rest_and_payment_spends_it(department: Actor, line: BudgetLine) -> None:
    serve(department)
    assert budgets.moved(line) == [
        (FREE, RESERVED, CEILING),
        (RESERVED, COMMITTED, 8_000_000),
        (RESERVED, FREE, 2_000_000),
        (COMMITTED, SPENT, 8_000_000),
        (SPENT, FREE, 1_000_000),
    ]
    assert budgets.sums(line) == (0, 0, 7_000_000)
    check_constraints_now()


def test_an_award_that_nobody_takes_keeps_the_reserve_until_nobody_is_left(department: Actor, line: BudgetLine) -> None:
    need = make.an_awarded_need(80_000, 81_000, 82_000, buyer=department)
    for _ in range(2):
        decline_award(actor=make.winner_of(need), number=need.number)
        assert budgets.sums(line) == (CEILING, 0, 0)
    decline_award(actor=make.winner_of(need), number=need.number)
    assert Need.objects.get(pk=need.pk).state == NeedState.FAILED
    assert budgets.sums(line) == (0, 0, 0)


def test_an_award_is_not_confirmed_beyond_what_is_reserved(department: Actor, line: BudgetLine) -> None:
    need = make.an_awarded_need(80_000, 81_000, 82_000, buyer=department)
    need.awards.update(amount_fen=CEILING + 1)  # as if another door had let it in
    with pytest.raises(RulesBroken) as broken:
        confirm_award(actor=make.winner_of(need), number=need.number)
    assert broken.value.names == ("budgets.award_is_covered_by_its_reserve",)
    assert budgets.sums(line) == (CEILING, 0, 0)


def test_a_contract_that_lapses_lets_go_what_was_committed(department: Actor, line: BudgetLine) -> None:
    award = make.a_confirmed_award(80_000, 81_000, 82_000, buyer=department)
    contract = draw_up_contract(actor=SCHEDULER, award=award.pk)
    assert budgets.sums(line) == (0, 8_000_000, 0)
    clock.set_to(contract.sign_by)
    lapse_contract(actor=SCHEDULER, number=contract.number)
    assert budgets.sums(line) == (0, 0, 0)
    assert budgets.moved(line)[-1] == (COMMITTED, FREE, 8_000_000)


def test_cancelling_frees_the_reserve(department: Actor, line: BudgetLine) -> None:
    need = needs.an_open_need(department)
    cancel_need(actor=department, number=need.number, reason="budget_lost")
    assert budgets.moved(line) == [(FREE, RESERVED, CEILING), (RESERVED, FREE, CEILING)]
    assert budgets.sums(line) == (0, 0, 0)


def test_a_need_that_fails_frees_its_reserve_and_its_second_notice_takes_it_again(department: Actor, line: BudgetLine) -> None:
    need = needs.an_open_need(department, ceiling_fen=9_000_000)  # the line covers one, never two at once
    make.reach_the_deadline(need)
    due.close_due()
    due.call_second_due()
    assert budgets.sums(line) == (9_000_000, 0, 0)
    assert list(Movement.objects.order_by("pk").values_list("need", flat=True)) == [need.number, need.number, f"{need.number}-2"]
    second = Need.objects.get(number=f"{need.number}-2")
    make.reach_the_deadline(second)
    due.close_due()
    assert Need.objects.get(pk=second.pk).state == NeedState.FAILED
    assert budgets.sums(line) == (0, 0, 0)


def test_a_line_that_is_used_up_meanwhile_has_no_second_notice_and_nothing_waits(department: Actor, line: BudgetLine) -> None:
    need = needs.an_open_need(department, ceiling_fen=9_000_000)
    make.reach_the_deadline(need)
    due.close_due()
    needs.an_open_need(department, ceiling_fen=9_000_000)  # takes what the first has freed
    assert due.call_second_due() == 0
    need.refresh_from_db()
    assert (need.state, need.awaits_second_notice) == (NeedState.FAILED, False)
    assert "预算项目余额已不足" in need.fail_reason
    assert not Need.objects.filter(first_notice=need).exists()
    assert budgets.sums(line) == (9_000_000, 0, 0)


def test_a_second_notice_in_january_stays_on_the_line_of_december(department: Actor) -> None:
    clock.set_to(datetime(2026, 12, 25, 10, tzinfo=clock.BEIJING))
    line = budgets.a_line(department)
    need = needs.an_open_need(department)
    clock.set_to(datetime(2027, 1, 5, 18, tzinfo=clock.BEIJING))
    due.close_due()
    due.call_second_due()
    assert Need.objects.get(number=f"{need.number}-2").state == NeedState.OPEN
    assert budgets.sums(line) == (CEILING, 0, 0)


@pytest.mark.parametrize("next_year", [False, True], ids=["no line of January", "a line of January with enough"])
def test_a_line_of_december_that_is_used_up_is_judged_itself_in_january(department: Actor, next_year: bool) -> None:
    clock.set_to(datetime(2026, 12, 25, 10, tzinfo=clock.BEIJING))
    line = budgets.a_line(department, limit_fen=15_000_000)
    need, other = (needs.an_open_need(department, ceiling_fen=fen) for fen in (9_000_000, 6_000_000))
    clock.set_to(datetime(2027, 1, 5, 18, tzinfo=clock.BEIJING))
    if next_year:
        budgets.a_line(department, limit_fen=90_000_000)
    close_need(actor=SCHEDULER, number=need.number)
    reserve_budget(actor=SCHEDULER, line=line, need=other.number, fen=7_000_000, at=clock.now())
    assert due.call_second_due() == 0
    need.refresh_from_db()
    assert (need.awaits_second_notice, budgets.sums(line)) == (False, (13_000_000, 0, 0))
    assert "预算项目余额已不足" in need.fail_reason


def amended(department: Actor, need: Need, fen: int, code: str = budgets.CODE) -> None:
    clock.forward(timedelta(minutes=1))
    start_amendment(actor=department, number=need.number)
    said = {"method": "sealed_price", "funding": "fiscal", "ceiling_fen": fen, "budget_line": code}
    save_need_price(actor=department, number=need.number, **said)
    amend_notice(actor=department, number=need.number, what_changed="调整限价", knows_it_is_narrow=True)


def test_an_amended_ceiling_moves_the_reserve_within_what_the_line_covers(department: Actor, line: BudgetLine) -> None:
    need = needs.an_open_need(department)
    amended(department, need, 15_000_000)
    assert budgets.sums(line) == (15_000_000, 0, 0)
    with pytest.raises(RulesBroken) as broken:
        amended(department, need, 15_000_001)
    assert broken.value.names == ("bidding.budget_line_covers_the_ceiling",)
    assert budgets.sums(line) == (15_000_000, 0, 0)


def test_an_amendment_may_name_another_line(department: Actor, line: BudgetLine) -> None:
    other = budgets.a_line(department, "2130305-002", limit_fen=12_000_000)
    amended(department, needs.an_open_need(department), CEILING, "2130305-002")
    assert (budgets.sums(line), budgets.sums(other)) == ((0, 0, 0), (CEILING, 0, 0))


def test_an_amendment_of_something_else_moves_nothing(department: Actor, line: BudgetLine) -> None:
    need = needs.an_open_need(department)
    start_amendment(actor=department, number=need.number)
    need.notices.filter(published_at=None).update(contact_name="王五")
    amend_notice(actor=department, number=need.number, what_changed="换联系人", knows_it_is_narrow=True)
    assert Movement.objects.count() == 1


def test_what_a_line_does_not_hold_is_not_carried(line: BudgetLine) -> None:
    at = clock.now()
    for source, target, fen in ((FREE, RESERVED, 15_000_001), (RESERVED, COMMITTED, 1), (COMMITTED, SPENT, 1), (SPENT, FREE, 1)):
        assert not carry(line, need="ZX-2026-0001", source=source, target=target, fen=fen, at=at)
    assert (budgets.sums(line), Movement.objects.count()) == ((0, 0, 0), 0)
    assert carry(line, need="ZX-2026-0001", source=FREE, target=RESERVED, fen=15_000_000, at=at)
    assert (budgets.sums(line), line.free_fen) == ((15_000_000, 0, 0), 0)


def test_the_database_alone_keeps_the_line_within_its_limit_and_its_sums_with_its_movements(
    department: Actor, line: BudgetLine
) -> None:
    needs.an_open_need(department)
    check_constraints_now()  # so that nothing waits but what comes now
    with pytest.raises(IntegrityError, match="budget_within_its_limit"), transaction.atomic():
        BudgetLine.objects.update(reserved_fen=15_000_001)
    with pytest.raises(IntegrityError, match="are not those of its movements"), transaction.atomic():
        BudgetLine.objects.update(reserved_fen=CEILING - 1)
        check_constraints_now()
    with pytest.raises(IntegrityError, match="are not those of its movements"), transaction.atomic():
        Movement.objects.create(line=line, need="ZX-2026-0001", source=RESERVED, target=FREE, fen=1, at=clock.now())
        check_constraints_now()
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        Movement.objects.all().delete()
    with pytest.raises(IntegrityError, match="one_of_its_ways"), transaction.atomic():
        Movement.objects.create(line=line, need="ZX-2026-0001", source=FREE, target=SPENT, fen=1, at=clock.now())
    assert budgets.sums(line) == (CEILING, 0, 0)
    check_constraints_now()
