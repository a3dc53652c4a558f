"""Who pays, how much, when: after acceptance, by the buyer, the contract's price, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kernel.rulebook import Kind, rule

PLAN = date(2018, 7, 19)
PAYMENT_LAW = date(2025, 6, 1)
CIVIL_CODE = date(2021, 1, 1)
DEPARTMENT_PAYS_WITHIN = 30
ANYONE_PAYS_WITHIN = 60


@dataclass(frozen=True)
class InvoiceFacts:
    """An invoice beside its contract."""

    is_accepted: bool
    amount_fen: int
    price_fen: int
    delivered_on: date
    due_on: date
    buyer_is_department: bool
    budget_line: str


@dataclass(frozen=True)
class PayFacts:
    """A payment that is about to be sent."""

    invoice_is_open: bool
    is_accepted: bool
    payer: str
    buyer: str
    amount_fen: int
    invoiced_fen: int
    price_fen: int
    paid_fen: int


@dataclass(frozen=True)
class SettleFacts:
    """What the gateway says that it took, beside what was asked."""

    taken_fen: int
    asked_fen: int
    currency: str


@dataclass(frozen=True)
class RefundFacts:
    """Money that is about to be given back."""

    payment_succeeded: bool
    amount_fen: int
    paid_fen: int
    given_back_fen: int
    reason: str


@rule("政府采购法实施条例§51，民法典§579", law="C4", since=CIVIL_CODE)
def payment_follows_acceptance(paying: InvoiceFacts | PayFacts) -> bool:
    """Nothing is invoiced or paid before the result was accepted."""
    return paying.is_accepted


@rule(
    "保障中小企业款项支付条例(2025)§9",
    law="P1",
    since=PAYMENT_LAW,
    explain=lambda f: f"交付于 {f.delivered_on}，最晚付款日 {f.due_on}",
)
def invoice_is_due_within_the_law(invoice: InvoiceFacts) -> bool:
    """An invoice is due within 30 days of delivery from a department, and within 60 from every other buyer."""
    longest = DEPARTMENT_PAYS_WITHIN if invoice.buyer_is_department else ANYONE_PAYS_WITHIN
    return invoice.delivered_on <= invoice.due_on <= invoice.delivered_on + timedelta(days=longest)


@rule(
    "本站不收佣金；方案§23（零门槛）",
    law="P4",
    since=PLAN,
    kind=Kind.LAW,
    explain=lambda f: f"账单 {f.amount_fen} 分，合同价 {f.price_fen} 分",
)
def invoice_holds_no_commission(invoice: InvoiceFacts) -> bool:
    """An invoice asks for the price of the contract and nothing more: the platform takes no commission from anybody."""
    return invoice.amount_fen == invoice.price_fen


@rule("方案§13、§23", law="P3", since=PLAN)
def department_pays_from_its_budget_line(invoice: InvoiceFacts) -> bool:
    """A department pays from the line of its budget that its contract names."""
    return not invoice.buyer_is_department or bool(invoice.budget_line)


@rule("优化营商环境条例§43", law="P2", since=date(2020, 1, 1), explain=lambda f: "付款方不是合同的委托方")
def payer_is_the_buyer(paying: PayFacts) -> bool:
    """The buyer of the contract pays; the cost of a department's commission is never passed to the applicant."""
    return paying.payer == paying.buyer


@rule("民法典§557", law="P1", since=CIVIL_CODE)
def invoice_is_paid_once(paying: PayFacts) -> bool:
    """An invoice that is settled is not paid again."""
    return paying.invoice_is_open


@rule(
    "民法典§509",
    law="P1",
    since=CIVIL_CODE,
    explain=lambda f: f"已付 {f.paid_fen} 分，本次 {f.amount_fen} 分，合同价 {f.price_fen} 分",
)
def payments_stay_within_the_contract(paying: PayFacts) -> bool:
    """A payment is of the invoiced amount, and all payments together never pass the price of the contract."""
    return paying.amount_fen == paying.invoiced_fen and paying.paid_fen + paying.amount_fen <= paying.price_fen


@rule(
    "本站对账规则",
    law="P1",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"应收 {f.asked_fen} 分，通道报告 {f.taken_fen} 分 {f.currency}",
)
def gateway_took_what_was_asked(settling: SettleFacts) -> bool:
    """A payment is settled only if the gateway took exactly the amount that was asked, in yuan."""
    return settling.taken_fen == settling.asked_fen and settling.currency == "cny"


@rule(
    "民法典§985",
    law="P1",
    since=CIVIL_CODE,
    explain=lambda f: f"已付 {f.paid_fen} 分，已退 {f.given_back_fen} 分，本次 {f.amount_fen} 分",
)
def refund_stays_within_the_payment(refund: RefundFacts) -> bool:
    """Only money that arrived is given back, and never more than arrived."""
    return refund.payment_succeeded and 0 < refund.amount_fen <= refund.paid_fen - refund.given_back_fen


@rule("本站退款规则", law="P1", since=PLAN, kind=Kind.DEFAULT)
def refund_has_a_reason(refund: RefundFacts) -> bool:
    """A refund states its reason."""
    return bool(refund.reason.strip())


TO_ISSUE_AN_INVOICE = (
    payment_follows_acceptance,
    invoice_is_due_within_the_law,
    invoice_holds_no_commission,
    department_pays_from_its_budget_line,
)
TO_PAY = (payer_is_the_buyer, payment_follows_acceptance, invoice_is_paid_once, payments_stay_within_the_contract)
TO_SETTLE = (gateway_took_what_was_asked,)
TO_REFUND = (refund_stays_within_the_payment, refund_has_a_reason)
