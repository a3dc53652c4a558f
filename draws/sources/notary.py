"""A notary who draws by hand after the closing and signs what came out. The notice names the notary's key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from draws.sources.source import EARLY, NotThere
from draws.terms import notary_statement
from kernel.calendar import add_working_days
from kernel.clock import BEIJING

LONGEST = 200


class Notary:
    """The value is what the notary wrote down; its signature is entered with it."""

    name = "notary"
    word = "公证员现场取数"

    def period(self, closes_at: datetime) -> tuple[str, datetime]:
        """The day of the closing; waited for until the same hour of the next working day but one."""
        return closes_at.astimezone(BEIJING).date().isoformat(), add_working_days(closes_at, 2)

    def ask(self, period: str) -> str:
        """Nobody can be asked: an official enters it (`manage.py enter_beacon`)."""
        raise NotThere(EARLY, "a notary's value is entered by hand")

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Anybody checks the signature against the key in the notice."""
        if not value or len(value) > LONGEST:
            return f"应当是 1 到 {LONGEST} 个字"
        try:
            signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(terms["key"]))
            signer.verify(bytes.fromhex(proof), notary_statement(subject, terms["period"], value))
        except (InvalidSignature, ValueError):
            return "签名不是公告写明的公证员签的"
        return ""
