"""manage.py enter_beacon NUMBER VALUE --signature HEX: enter what the notary of a closed need has drawn and signed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bidding.actions.opening.take_beacon import take_beacon
from draws.reads import draw_of
from draws.terms import notary_statement
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken


class Command(BaseCommand):
    """Enter a notary's value; without a signature, print the bytes to sign."""

    help = "录入公证员现场所取的数（--signature 为其 Ed25519 签名；不带签名则打印待签内容）"

    def add_arguments(self, parser: CommandParser) -> None:
        """NUMBER VALUE --signature HEX."""
        parser.add_argument("number")
        parser.add_argument("value")
        parser.add_argument("--signature", default="")

    def handle(self, *args: Any, number: str, value: str, signature: str, **options: Any) -> None:
        """Enter, or say why not."""
        draw = draw_of(number)
        if draw is None or draw.terms["beacon"]["source"] != "notary":
            raise CommandError(f"{number} 的公告没有写明由公证员取数")
        if not signature:
            self.stdout.write(notary_statement(number, draw.terms["beacon"]["period"], value).hex())
            return
        try:
            noted = take_beacon(actor=SCHEDULER, number=number, value=value, proof=signature)
        except RulesBroken as refused:
            raise CommandError("；".join(f"{b.rule.sentence} {b.because}" for b in refused.broken)) from refused
        self.stdout.write("已录入" if noted and noted.beacon_value == value else "没有录入：该需求尚未截止、已经取数或已经结束")
