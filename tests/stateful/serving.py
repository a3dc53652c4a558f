"""From the contract to the money: what chance does there, and the directed way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bidding.models import Need
from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import ResultFile, deliver_result
from contracts.actions.return_delivery import return_delivery
from contracts.actions.terminate_contract import terminate_contract
from contracts.models import Contract
from kernel import outbox
from kernel.actors import SCHEDULER, Actor
from payments import outside, reads
from payments.actions.issue_invoice import issue_invoice
from payments.actions.prepare_payment import prepare_payment
from payments.actions.prepare_refund import prepare_refund
from payments.gateways.base import Forged
from payments.models import Payment
from tests.stateful import fate, joining

if TYPE_CHECKING:
    from tests.stateful.lives import Lives

A_FILE = ResultFile("水土保持方案.pdf", b"%PDF-1.7\n%sample result\n")
TOKENS = ["pm_card_visa", "pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_authenticationRequired"]
ACTS = [
    "buyer signs",
    "agency signs",
    "member signs",
    "member meddles",
    "deliver",
    "deliver",
    "accept",
    "return",
    "terminate",
    "invoice",
    "refund",
    "tell",
]


def serve(life: Lives, act: str, *, crash: bool = False) -> None:
    """One act of either side; most are refused at most stations."""
    contract = Contract.objects.select_related("agency", "buyer").order_by("-pk").first()
    if contract is None:
        return
    buyer, agency = life.buyer, life.actor_of(contract.agency.organisation_id)
    doing = _doing(life, contract, buyer, agency)[act]
    done = life.attempt(act, doing, crash=crash)
    if done is not None:
        outbox.deliver_all()
    if act == "refund" and done is not None:
        outside.send_refund(done.pk, gateway=life.till.gateway)


def _doing(life: Lives, contract: Contract, buyer: Actor, agency: Actor) -> dict[str, Callable[[], Any]]:
    number, terms = contract.number, contract.terms_hash
    return {
        "buyer signs": lambda: confirm_terms(actor=buyer, number=number, terms_hash=terms),
        "agency signs": lambda: confirm_terms(actor=agency, number=number, terms_hash=terms),
        "member signs": lambda: joining.a_member_signs(life, contract),
        "member meddles": lambda: joining.a_member_meddles(life, contract),
        "deliver": lambda: deliver_result(actor=agency, number=number, files=(A_FILE,)),
        "accept": lambda: accept_delivery(actor=buyer, number=number),
        "return": lambda: return_delivery(actor=buyer, number=number, reasons="缺少附图"),
        "terminate": lambda: terminate_contract(actor=buyer, number=number, reason="项目停止"),
        "invoice": lambda: issue_invoice(actor=SCHEDULER, number=number),
        "refund": lambda: prepare_refund(actor=agency, number=number, amount_fen=contract.amount_fen // 3, reason="协商减价"),
        "tell": outbox.deliver_all,
    }


def pay(life: Lives, token: str, *, cut: str = "") -> None:
    """The buyer pays; the line to the gateway may be cut before or after the effect."""
    contract = Contract.objects.order_by("-pk").first()
    if contract is None or reads.invoice_of(contract) is None:
        return
    last = Payment.objects.filter(invoice__contract=contract).order_by("-pk").first()
    seen, number = (last.attempts if last else 0), contract.number

    def act() -> Payment:
        return prepare_payment(actor=life.buyer, number=number, method="card", token=token, attempts_seen=seen)

    payment = life.attempt("attempt to pay", act)
    if payment is not None:
        life.till.line.faults[:] = [cut] if cut else []
        outside.send_payment(payment.pk, gateway=life.till.gateway)
        life.till.line.faults.clear()


def messages_arrive(life: Lives, *, backwards: bool) -> None:
    """Everything that the gateway has to say comes twice, in either order, with a forged one between."""
    waiting = life.till.machine.messages()
    for body, signature in (waiting[::-1] if backwards else waiting) * 2:
        life.reached["message"] += outside.receive(body, signature, gateway=life.till.gateway)
        try:
            outside.receive(body.replace(b"succeeded", b"canceled") + b" ", signature, gateway=life.till.gateway)
        except Forged:
            life.reached["forged"] += 1
        else:
            raise AssertionError("I12 a forged message was taken")


def onward(life: Lives, need: Need) -> None:
    """The next station of the contract, with what befalls it there."""
    contract = Contract.objects.order_by("-pk").first()
    if contract is not None:
        fate.befall(life, need, contract.state)
        contract.refresh_from_db()
    acts = {
        "drawn_up": ["buyer signs", "member signs", "agency signs", "member signs"],
        "signed": ["member meddles", "deliver"],
        "returned": ["deliver"],
        "delivered": ["accept"],
    }
    if contract is None:
        outbox.deliver_all()
    elif contract.state == "accepted":
        pay(life, "pm_card_visa")
    else:
        for act in acts.get(contract.state, []):
            serve(life, act)
