"""From the contract to the grade, and the way out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.answer_change import answer_change
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import ResultFile, deliver_result
from contracts.actions.propose_change import propose_change
from contracts.actions.return_delivery import return_delivery
from contracts.models import Contract
from kernel.money import in_yuan

if TYPE_CHECKING:
    from demo.day import MarketDay

RESULT = b"%PDF-1.7\n% a sample result of the demo\n%%EOF\n"
TWO_WEEKS = timedelta(weeks=2)
SERVED = ("won", "department", "tie", "discount", "second")


def contract_of(day: MarketDay, key: str) -> Contract:
    """The contract of one of the day's needs."""
    return Contract.objects.select_related("buyer", "agency__organisation").get(need__number=day.needs[key])


def sides_of(day: MarketDay, contract: Contract) -> tuple[str, str]:
    """The cast's names of a contract's buyer and agency."""
    by_code = {actor.uscc: name for name, actor in day.actors.items()}
    return by_code[contract.buyer.uscc], by_code[contract.agency.organisation.uscc]


def serve(day: MarketDay) -> None:
    """Sign, change, deliver, return, accept."""
    for key in SERVED:
        contract = contract_of(day, key)
        for side in sides_of(day, contract):
            confirm_terms(actor=day.actors[side], number=contract.number, terms_hash=contract.terms_hash)
        day.stage.say(f"合同 {contract.number} 双方确认：{in_yuan(contract.amount_fen)} 元")
    change_the_due_day(day)
    day.stage.working_days(6)
    for key in SERVED[:4]:
        deliver(day, key)
    returned = contract_of(day, "department")
    buyer, _ = sides_of(day, returned)
    return_delivery(actor=day.actors[buyer], number=returned.number, reasons="缺少防治责任范围图，请补充")
    day.stage.say(f"合同 {returned.number} 验收退回：缺少防治责任范围图")
    day.stage.working_days(1)
    deliver(day, "department")
    for key in SERVED[:4]:
        contract = contract_of(day, key)
        buyer, _ = sides_of(day, contract)
        accept_delivery(actor=day.actors[buyer], number=contract.number)
        day.stage.say(f"合同 {contract.number} 验收合格")
    day.stage.deliver()


def change_the_due_day(day: MarketDay) -> None:
    """The agency asks for two weeks more; the buyer consents."""
    contract = contract_of(day, "discount")
    buyer, agency = sides_of(day, contract)
    assert contract.due_on is not None
    later = contract.due_on + TWO_WEEKS
    propose_change(actor=day.actors[agency], number=contract.number, reason="汛期无法进场", new_due_on=later)
    answer_change(actor=day.actors[buyer], number=contract.number, agree=True)
    day.stage.say(f"合同 {contract.number} 变更：延期至 {later}，双方同意")


def deliver(day: MarketDay, key: str) -> None:
    """Hand over the result."""
    contract = contract_of(day, key)
    _, agency = sides_of(day, contract)
    deliver_result(
        actor=day.actors[agency], number=contract.number, files=(ResultFile("成果（示例）.pdf", RESULT),), note="成果文件"
    )
    day.stage.say(f"合同 {contract.number} 交付成果")


def leave(day: MarketDay) -> None:
    """A case of exit with due process, to its suspension."""
