"""Receipts: what the platform signs when it takes something in, so that its holder can prove it later."""

from __future__ import annotations

from ledger import keys
from ledger.canonical import Plain, canonical

LABEL = b"receipt/1\n"


def sign_receipt(facts: dict[str, Plain]) -> dict[str, Plain]:
    """The facts with the platform's key and signature beside them."""
    receipt: dict[str, Plain] = {"v": "receipt/1", **facts, "key": keys.public_key()}
    return {**receipt, "sig": keys.sign(LABEL + canonical(receipt))}


def receipt_is_genuine(receipt: dict[str, Plain]) -> bool:
    """Whether the platform signed exactly these facts."""
    facts = {name: value for name, value in receipt.items() if name != "sig"}
    try:
        return keys.is_genuine(LABEL + canonical(facts), str(receipt.get("sig")))
    except ValueError:
        return False
