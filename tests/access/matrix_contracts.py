"""A contract's addresses: its two sides act, everybody reads what is signed, nobody learns of what is not."""

from collections.abc import Callable

from contracts import reads
from contracts.actions.propose_change import propose_change
from payments import outside
from payments.gateways.choice import gateway
from tests.access.matrix import BAD, DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import contracts as make
from tests.makers import payments as make_payments
from tests.makers.contracts import Deal


def of(maker: Callable[[], Deal]) -> Callable[[World], list[str]]:
    """The number of a new contract whose sides are the world's buyer and bidder."""

    def at(world: World) -> list[str]:
        deal = maker()
        world.actors |= {"buyer": deal.buyer, "bidder": deal.agency}
        return [deal.number]

    return at


def a_file(world: World) -> list[object]:
    number = of(make.a_delivered_contract)(world)[0]
    return [number, reads.contracts().get(number=number).deliveries.get().files.get().pk]


def a_waiting_intent(world: World) -> list[str]:
    deal = make_payments.an_invoiced_contract()
    world.actors |= {"buyer": deal.buyer, "bidder": deal.agency}
    payment = make_payments.a_prepared_payment(deal, method="alipay", token="")
    return [str(outside.send_payment(payment.pk, gateway=gateway()).intent)]


def a_proposed_change(world: World) -> list[str]:
    numbers = of(make.a_signed_contract)(world)
    propose_change(actor=world.actors["bidder"], number=numbers[0], reason="分包监测", subcontractor="示例监测站")
    return numbers


SIDES = {DONE: "buyer bidder", SIGN_IN: "visitor"}
BUYER = {DONE: "buyer", SIGN_IN: "visitor", REFUSED: "*"}
AGENCY = {DONE: "bidder", SIGN_IN: "visitor", REFUSED: "*"}
SIGNED = of(make.a_signed_contract)
DELIVERED = of(make.a_delivered_contract)
INVOICED = of(make_payments.an_invoiced_contract)
ROWS = [
    Row("contracts", get={SIGN_IN: "visitor", DONE: "*"}),
    Row("contract", at=SIGNED, get={**SIDES, REFUSED: "*"}),
    Row("contract_draft_pdf", at=of(make.a_drawn_up_contract), get={**SIDES, HIDDEN: "*"}),
    Row("award_notice_pdf", at=of(make.a_drawn_up_contract), get={**SIDES, HIDDEN: "*"}),
    Row("contract_notice", at=SIGNED, get={DONE: "*"}),
    Row("contract_pdf", at=SIGNED, get={DONE: "*"}),
    Row("confirm_contract", at=of(make.a_drawn_up_contract), post={**SIDES, HIDDEN: "*"}),
    Row("deliver", at=SIGNED, post=AGENCY),
    Row("accept_delivery", at=DELIVERED, post=BUYER),
    Row("return_delivery", at=DELIVERED, post=BUYER, data=lambda world: {"reasons": "缺图"}),
    Row(
        "propose_change",
        at=SIGNED,
        post={**SIDES, REFUSED: "*"},
        data=lambda world: {"reason": "汛期", "new_due_on": "2026-07-20"},
    ),
    Row("answer_change", at=a_proposed_change, post={**SIDES, REFUSED: "*"}, data=lambda world: {"answer": "yes"}),
    Row("terminate_contract", at=SIGNED, post={**SIDES, REFUSED: "*"}, data=lambda world: {"reason": "项目停止"}),
    Row("result_file", at=a_file, get={**SIDES, REFUSED: "*"}),
    Row(
        "pay",
        at=INVOICED,
        get={**SIDES, REFUSED: "*"},
        post=BUYER,
        data=lambda world: {"method": "card", "card": "pm_card_visa", "attempts_seen": "0"},
    ),
    Row("pay_back", at=INVOICED, get={**SIDES, REFUSED: "*"}),
    Row(
        "refund",
        at=of(make_payments.a_paid_contract),
        post={DONE: "bidder", SIGN_IN: "visitor", REFUSED: "*"},
        data=lambda world: {"amount": "1.00", "reason": "少做一期"},
    ),
    Row("department_payments", get={DONE: "finance", SIGN_IN: "visitor", REFUSED: "*"}),
    Row("stripe_webhook", post={BAD: "*"}),
    Row("standin_payer", at=a_waiting_intent, get={DONE: "*"}, post={DONE: "*"}),
]
