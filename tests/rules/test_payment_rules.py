"""Each rule of payments, kept and broken, and the table of interest."""

from dataclasses import replace
from datetime import date

import pytest

from payments.interest import interest_fen
from payments.rules import paying

INVOICE = paying.InvoiceFacts(True, 100, 100, date(2026, 6, 3), date(2026, 8, 2), False, "")
PAY = paying.PayFacts(True, True, "91A", "91A", 100, 100, 100, 0)
REFUND = paying.RefundFacts(True, 40, 100, 60, "少做一期")


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        (paying.payment_follows_acceptance, INVOICE, {"is_accepted": False}),
        (paying.payment_follows_acceptance, PAY, {"is_accepted": False}),
        (paying.invoice_is_due_within_the_law, INVOICE, {"due_on": date(2026, 8, 3)}),
        (paying.invoice_is_due_within_the_law, INVOICE, {"buyer_is_department": True}),
        (paying.invoice_is_due_within_the_law, INVOICE, {"due_on": date(2026, 6, 2)}),
        (paying.invoice_holds_no_commission, INVOICE, {"amount_fen": 101}),
        (paying.department_pays_from_its_budget_line, INVOICE, {"buyer_is_department": True}),
        (paying.payer_is_the_buyer, PAY, {"payer": "91B"}),
        (paying.invoice_is_paid_once, PAY, {"invoice_is_open": False}),
        (paying.payments_stay_within_the_contract, PAY, {"amount_fen": 99}),
        (paying.payments_stay_within_the_contract, PAY, {"paid_fen": 1}),
        (paying.gateway_took_what_was_asked, paying.SettleFacts(100, 100, "cny"), {"taken_fen": 99}),
        (paying.gateway_took_what_was_asked, paying.SettleFacts(100, 100, "cny"), {"currency": "usd"}),
        (paying.refund_stays_within_the_payment, REFUND, {"amount_fen": 41}),
        (paying.refund_stays_within_the_payment, REFUND, {"amount_fen": 0}),
        (paying.refund_stays_within_the_payment, REFUND, {"payment_succeeded": False}),
        (paying.refund_has_a_reason, REFUND, {"reason": " "}),
    ],
)
def test_paying(rule, kept, broken: dict) -> None:
    assert rule.holds(kept)
    assert not rule.holds(replace(kept, **broken))


def test_interest_follows_its_table() -> None:
    rows = [line.split("|")[1:4] for line in (interest_fen.__doc__ or "").splitlines() if line.strip().startswith("|")][2:]
    assert len(rows) == 5
    for row in rows:
        amount, days, interest = (int(cell.replace(",", "")) for cell in row)
        assert interest_fen(amount, days) == interest
