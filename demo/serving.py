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
from contracts.states import ContractState
from kernel.money import in_yuan
from payments.actions.prepare_payment import prepare_payment
from payments.gateways.choice import standin, uses_standin
from payments.models import Payment
from payments.outside import send_payment

if TYPE_CHECKING:
    from demo.day import MarketDay

RESULT = b"%PDF-1.7\n% a sample result of the demo\n%%EOF\n"
GOOD_CARD, DECLINED_CARD = "pm_card_visa", "pm_card_visa_chargeDeclined"
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
    pay_all(day)


def pay_all(day: MarketDay) -> None:
    """Pay by card (clicked twice), after a declined card, by Alipay and by card; nothing is paid twice."""
    won, department, tie, discount = SERVED[:4]
    first = pay(day, won, attempts_seen=0)
    again = pay(day, won, attempts_seen=0)
    assert (again.pk, again.attempts) == (first.pk, first.attempts), "two clicks make one payment"
    day.stage.say(f"支付 {first.number}：{in_yuan(first.amount_fen)} 元，连点两次只付一次")
    declined = pay(day, department, token=DECLINED_CARD, attempts_seen=0)
    day.stage.say(f"支付 {declined.number} 被银行拒绝：{declined.decline_code}")
    paid = pay(day, department, attempts_seen=1)
    day.stage.say(f"支付 {paid.number} 换卡后成功：{in_yuan(paid.amount_fen)} 元")
    waiting = pay(day, tie, method="alipay", token="", attempts_seen=0)
    if uses_standin():
        standin().payer_says(waiting.intent or "", yes=True)
    day.stage.tick()
    day.stage.say(f"支付 {waiting.number} 支付宝付款，异步通知已核签")
    last = pay(day, discount, attempts_seen=0)
    day.stage.say(f"支付 {last.number}：{in_yuan(last.amount_fen)} 元")
    day.stage.deliver()
    for key in SERVED[:4]:
        contract = contract_of(day, key)
        assert contract.state == ContractState.COMPLETED, f"{contract} is {contract.state}"


def pay(day: MarketDay, key: str, *, attempts_seen: int, method: str = "card", token: str = GOOD_CARD) -> Payment:
    """Press pay once, as the page does."""
    contract = contract_of(day, key)
    buyer, _ = sides_of(day, contract)
    payment = prepare_payment(
        actor=day.actors[buyer], number=contract.number, method=method, token=token, attempts_seen=attempts_seen
    )
    return send_payment(payment.pk, actor=day.actors[buyer])


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
