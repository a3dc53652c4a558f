"""From the contract to the grade, and the way out."""

from __future__ import annotations

from datetime import timedelta

from agencies.models import Agency
from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.answer_change import answer_change
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import ResultFile, deliver_result
from contracts.actions.propose_change import propose_change
from contracts.actions.return_delivery import return_delivery
from contracts.models import Contract
from contracts.states import ContractState
from demo.company import Company
from kernel import clock
from kernel.money import in_yuan
from payments.actions.prepare_payment import prepare_payment
from payments.gateways.choice import standin, uses_standin
from payments.models import Payment
from payments.outside import send_payment
from ratings.actions import answer_case, open_case, record_evaluation, reply_to_evaluation, vote_on_case
from ratings.rules.evaluation import CRITERIA
from ratings.states import Trigger

RATINGS = (
    ("won", (5, 5, 5, 4, 5), ""),
    ("department", (2, 3, 4, 4, 4), "第一次交付缺少防治责任范围图，退回一次"),
    ("tie", (4, 4, 5, 4, 5), ""),
    ("discount", (5, 4, 5, 5, 5), ""),
)
RESULT = b"%PDF-1.7\n% a sample result of the demo\n%%EOF\n"
GOOD_CARD, DECLINED_CARD = "pm_card_visa", "pm_card_visa_chargeDeclined"
TWO_WEEKS = timedelta(weeks=2)
SERVED = ("won", "department", "tie", "discount", "second")
RUNNING = ("live", "plans", "draw", "average")  # signed and delivered, not accepted yet


def contract_of(day: Company, key: str) -> Contract:
    """The contract of one of the day's needs."""
    return Contract.objects.select_related("buyer", "agency__organisation").get(need__number=day.needs[key])


def sides_of(day: Company, contract: Contract) -> tuple[str, str]:
    """The cast's names of a contract's buyer and agency."""
    return day.key_of(contract.buyer.uscc), day.key_of(contract.agency.organisation.uscc)


def serve(day: Company) -> None:
    """Sign, change, deliver, return, accept."""
    for key in (*SERVED, *RUNNING):
        sign(day, key)
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


def sign(day: Company, key: str) -> None:
    """Everybody who signs confirms the same text: both sides, of a joint venture each party."""
    contract = contract_of(day, key)
    for each in contract.signatories:
        actor = day.actors[day.key_of(each.organisation.uscc)]
        confirm_terms(actor=actor, number=contract.number, terms_hash=contract.terms_hash)
    every = "各方" if contract.is_joint else "双方"
    day.stage.say(f"合同 {contract.number} {every}确认：{in_yuan(contract.amount_fen)} 元")


def pay_all(day: Company) -> None:
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
    rate_all(day)


def pay(day: Company, key: str, *, attempts_seen: int, method: str = "card", token: str = GOOD_CARD) -> Payment:
    """Press pay once, as the page does."""
    contract = contract_of(day, key)
    buyer, _ = sides_of(day, contract)
    payment = prepare_payment(
        actor=day.actors[buyer], number=contract.number, method=method, token=token, attempts_seen=attempts_seen
    )
    return send_payment(payment.pk, actor=day.actors[buyer])


def change_the_due_day(day: Company) -> None:
    """The agency asks for two weeks more; the buyer consents."""
    contract = contract_of(day, "discount")
    buyer, agency = sides_of(day, contract)
    assert contract.due_on is not None
    later = contract.due_on + TWO_WEEKS
    propose_change(actor=day.actors[agency], number=contract.number, reason="汛期无法进场", new_due_on=later)
    answer_change(actor=day.actors[buyer], number=contract.number, agree=True)
    day.stage.say(f"合同 {contract.number} 变更：延期至 {later}，双方同意")


def deliver(day: Company, key: str) -> None:
    """Hand over the result."""
    contract = contract_of(day, key)
    _, agency = sides_of(day, contract)
    deliver_result(
        actor=day.actors[agency], number=contract.number, files=(ResultFile("成果（示例）.pdf", RESULT),), note="成果文件"
    )
    day.stage.say(f"合同 {contract.number} 交付成果")


def rate_all(day: Company) -> None:
    """Buyers rate each contract, the supervising department one; the agency replies; scores and grades follow."""
    for key, scores, reasons in RATINGS:
        contract = contract_of(day, key)
        buyer, agency = sides_of(day, contract)
        given = dict(zip(CRITERIA, scores, strict=True))
        evaluation = record_evaluation(actor=day.actors[buyer], contract=contract.number, scores=given, reasons=reasons)
        day.stage.say(f"评价 {contract.number}：{'、'.join(str(score) for score in scores)} 分")
        if reasons:
            reply_to_evaluation(actor=day.actors[agency], evaluation_id=evaluation.pk, text="已补正图件，今后提前内审。")
            day.stage.say(f"机构回应 {contract.number} 的评价")
    contract = contract_of(day, "won")
    supervised = dict(zip(CRITERIA, (5, 5, 4, 5, 5), strict=True))
    record_evaluation(actor=day.actors["department"], contract=contract.number, scores=supervised)
    day.stage.say(f"主管部门评价 {contract.number}")
    day.stage.deliver()
    for rated in Agency.objects.exclude(graded_on=None).select_related("organisation").order_by("-score_centi"):
        day.stage.say(
            f"信用等级 {rated.grade}：{rated}，{(rated.score_centi or 0) // 100}.{(rated.score_centi or 0) % 100:02d} 分"
        )


def leave(day: Company) -> None:
    """False material: facts, reasons and rights are told, the agency answers, two officials decide, service is suspended."""
    day.stage.working_days(2)
    party = day.actors["agency5"]
    case = open_case(
        actor=day.actors["regulator3"],
        agency_uscc=party.uscc,
        trigger=Trigger.FALSE_MATERIAL,
        measure="suspension_6",
        facts="交付成果所附的一份检测报告系伪造（示例事实）。",
        grounds="入驻承诺第一条：材料真实",
        finding="示例监罚〔2026〕12 号",
    )
    day.stage.say(f"退出程序 {case.number}：告知事实、理由、依据和权利，{party.name}")
    answer_case(actor=party, number=case.number, text="报告由第三方出具，我单位未尽审核义务。")
    day.stage.say(f"退出程序 {case.number}：机构陈述申辩")
    for official in ("regulator", "regulator2"):
        vote_on_case(actor=day.actors[official], number=case.number, is_for=True, reason="事实清楚，证据充分。")
        day.stage.say(f"退出程序 {case.number}：经办人表决同意（{'第一人' if official == 'regulator' else '第二人，决定生效'}）")
    agency = Agency.objects.get(organisation__uscc=party.uscc)
    assert agency.suspended_until is not None
    day.stage.say(f"暂停服务六个月：{agency}，至 {agency.suspended_until.astimezone(clock.BEIJING):%Y-%m-%d}；已签合同继续履行")
