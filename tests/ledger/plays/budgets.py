"""Budgets re-derived: reserved, committed, spent, released and refunded from the export alone; each lie about a department's money is named."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bidding import due
from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.start_amendment import start_amendment
from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import deliver_result
from contracts.actions.draw_up_contract import draw_up_contract
from contracts.models import Contract
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from payments import outside
from payments.actions.issue_invoice import issue_invoice
from payments.actions.prepare_payment import prepare_payment
from payments.actions.prepare_refund import prepare_refund
from tests.ledger.falsifications.catalogue import double, find, move, shift
from tests.ledger.plays.record import Record
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import budgets, contracts, market
from tests.makers.payments import Till

LIMIT = 20_000_000


def play() -> None:
    """One need served, paid and partly refunded; one amended and cancelled; one with too few bids, and its second notice."""
    department = market.a_department()
    budgets.a_line(department, limit_fen=LIMIT)
    serve(department)
    clock.forward(timedelta(days=1))
    given_up = needs.an_open_need(department, ceiling_fen=8_000_000)
    clock.forward(timedelta(hours=1))
    start_amendment(actor=department, number=given_up.number)
    said = {"method": "sealed_price", "funding": "fiscal", "ceiling_fen": 9_000_000, "budget_line": budgets.CODE}
    save_need_price(actor=department, number=given_up.number, **said)
    amend_notice(actor=department, number=given_up.number, what_changed="提高最高限价", knows_it_is_narrow=True)
    clock.forward(timedelta(hours=1))
    cancel_need(actor=department, number=given_up.number, reason="budget_lost")
    alone = needs.an_open_need(department, ceiling_fen=7_000_000)
    make.reach_the_deadline(alone)
    due.close_due()
    due.call_second_due()


def serve(department: Actor) -> None:
    """From the notice to the money, and a part of it back."""
    award = make.a_confirmed_award(80_000, 81_000, 82_000, buyer=department, ceiling_fen=10_000_000)
    agency = market.acting_for(award.agency.organisation)
    contract = draw_up_contract(actor=SCHEDULER, award=award.pk)
    for side in (department, agency):
        confirm_terms(actor=side, number=contract.number, terms_hash=contract.terms_hash)
    deliver_result(actor=agency, number=contract.number, files=(contracts.A_PDF,))
    accept_delivery(actor=department, number=contract.number)
    pay(department, agency, contract)


def pay(department: Actor, agency: Actor, contract: Contract) -> None:
    """Pay the whole price; the agency gives a part of it back."""
    issue_invoice(actor=SCHEDULER, number=contract.number)
    with TemporaryDirectory() as folder:
        till = Till(Path(folder))
        said = {"method": "card", "token": "pm_card_visa", "attempts_seen": 0}
        till.send(prepare_payment(actor=department, number=contract.number, **said))
        clock.forward(timedelta(minutes=1))
        refund = prepare_refund(actor=agency, number=contract.number, amount_fen=1_000_000, reason="少做一期")
        outside.send_refund(refund.pk, gateway=till.gateway)


RECORD = Record(
    "Budgets of departments",
    play,
    budget_declared=1,
    budget_reserved=5,
    budget_committed=1,
    budget_released=4,
    budget_spent=1,
    budget_refunded=1,
    payment_refunded=1,
    need_published=4,
)


@RECORD.lie("fen on a budget line of")
def a_line_carries_more_than_its_limit(events):
    find(events, "budget.declared")["fen"] = 8_999_999


@RECORD.lie("to be declared by")
def nobody_declared_the_line(events):
    events.remove(find(events, "budget.declared"))


@RECORD.lie("once, with a limit above zero")
def a_line_is_declared_again_with_more(events):
    declared = find(events, "budget.declared")
    double(events, declared)
    events[events.index(declared) + 1] |= {"fen": LIMIT * 2, "at": shift(declared["at"], microseconds=1)}


@RECORD.lie("to be reserved on budget line")
def a_notice_runs_without_its_reserve(events):
    events.remove(find(events, "budget.reserved"))


@RECORD.lie("the ceiling of the notice")
def less_than_the_ceiling_is_reserved(events):
    find(events, "budget.reserved")["fen"] -= 1


@RECORD.lie("the ceiling of the notice")
def the_money_of_another_year_is_reserved(events):
    for event in events:
        if event["type"].startswith("budget."):
            event["year"] -= 1


@RECORD.lie("the ceiling of the notice")
def the_notice_names_another_line_than_pays(events):
    find(events, "need.published")["budget_line"] = "2130305-999"


@RECORD.lie("to be declared by")
def another_department_pays(events):
    find(events, "budget.reserved")["buyer"] = find(events, "award.made")["bidder"]


@RECORD.lie("a budget line pays for departments alone")
def a_firm_is_paid_for_by_a_budget(events):
    find(events, "need.published")["buyer_kind"] = "firm"


@RECORD.lie("are reserved for an award of")
def the_reserve_is_released_before_the_award(events):
    reserved, award = find(events, "budget.reserved"), find(events, "award.made")
    events.insert(events.index(award), {**reserved, "type": "budget.released", "of": "reserved", "at": award["at"]})


@RECORD.lie("expected the budget line to hold {'reserved': 0, 'committed': 8000000}")
def an_award_commits_nothing(events):
    events.remove(find(events, "budget.committed"))


@RECORD.lie("expected the budget line to hold {'reserved': 0, 'committed': 8000000}")
def the_rest_of_the_reserve_is_kept(events):
    events.remove(find(events, "budget.released"))


@RECORD.lie("fen are reserved, expected at least")
def more_is_committed_than_was_reserved(events):
    find(events, "budget.committed")["fen"] = 10_000_001


@RECORD.lie("expected the budget line to hold {'committed': 0, 'spent': 8000000}")
def a_paid_contract_spends_nothing(events):
    events.remove(find(events, "budget.spent"))


@RECORD.lie("expected the budget line to hold {'spent': 7000000}")
def a_refund_does_not_come_back_to_the_line(events):
    events.remove(find(events, "budget.refunded"))


@RECORD.lie("fen are spent, expected at least")
def more_comes_back_than_was_spent(events):
    find(events, "budget.refunded")["fen"] = 8_000_001


@RECORD.lie("expected the budget line to hold {'reserved': 0, 'committed': 0}")
def a_cancelled_need_keeps_its_reserve(events):
    events.remove(find(events, "budget.released", 2))


@RECORD.lie("expected the budget line to hold {'reserved': 0, 'committed': 0}")
def a_need_that_failed_keeps_its_reserve(events):
    events.remove(find(events, "budget.released", 3))


@RECORD.lie("to be reserved on budget line")
def a_raised_ceiling_keeps_the_old_reserve(events):
    events.remove(find(events, "budget.released", 1))
    events.remove(find(events, "budget.reserved", 2))


@RECORD.lie("to be reserved on budget line")
def a_second_notice_runs_without_its_reserve(events):
    events.remove(find(events, "budget.reserved", 4))


@RECORD.lie("expected a release of what is reserved or committed")
def what_was_spent_is_released(events):
    find(events, "budget.released")["of"] = "spent"


@RECORD.lie("holds nothing on this budget line")
def a_need_commits_what_another_holds(events):
    find(events, "budget.committed")["need"] = find(events, "need.published", 1)["need"]


@RECORD.lie("expected the budget line to hold {'reserved': 0, 'committed': 0}")
def a_reserve_is_released_only_after_the_end(events):
    released, cancelled = find(events, "budget.released", 2), find(events, "need.cancelled")
    move(events, cancelled, before=released)


@RECORD.lie("a payment of its need to be refunded in the same moment")
def a_line_is_freed_without_a_refund(events):
    events.remove(find(events, "payment.refunded"))
    events.remove(find(events, "refund.prepared"))
    find(events, "budget.refunded")["fen"] = 8_000_000


@RECORD.lie("expected its need to be amended, awarded or ended")
def a_commitment_is_released_while_the_contract_runs(events):
    signed, committed = find(events, "contract.signed"), find(events, "budget.committed")
    freed = {**committed, "type": "budget.released", "of": "committed", "at": signed["at"], "by": {"kind": "system"}}
    events.insert(events.index(signed) + 1, freed)


@RECORD.lie("as it was prepared")
def a_refund_comes_back_that_was_never_prepared(events):
    events.remove(find(events, "refund.prepared"))


@RECORD.lie("and never for a department")
def a_department_is_given_a_time_to_let_pass(events):
    made = find(events, "delivery.made")
    made["accept_by"] = shift(made["at"], days=30)
