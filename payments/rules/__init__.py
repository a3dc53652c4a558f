"""The law of payments."""

from payments.rules.paying import TO_ISSUE_AN_INVOICE, TO_PAY, TO_REFUND, TO_SETTLE

__all__ = ["TO_ISSUE_AN_INVOICE", "TO_PAY", "TO_REFUND", "TO_SETTLE"]
