"""Who is on the stage and what is known of them while the day goes on."""

from __future__ import annotations

from collections.abc import Callable

from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Need
from demo.stage import Stage
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from sealing.envelope import seal


class Company:
    """The stage, the actors by their key, their passwords, and the numbers of the day's needs."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self.actors: dict[str, Actor] = {}
        self.passwords: dict[str, str] = {}
        self.needs: dict[str, str] = {}

    def key_of(self, uscc: str) -> str:
        """The key of whoever acts for an organisation (the first of them)."""
        return next(key for key, actor in self.actors.items() if actor.uscc == uscc)

    def sign_up(self, key: str, number: str) -> None:
        """Seal an agency's sign-up to a need in which no price is sealed, and hand it in."""
        actor, need = self.actors[key], Need.objects.get(number=number)
        envelope, _ = seal({"v": "bid/1", "entry": True}, need=number, bidder=actor.uscc, seq=1, trustees=need.trustees)
        bid = submit_bid(actor=actor, number=number, envelope=envelope)
        self.stage.say(f"{number} 密封报名，不报价：{bid.agency}")

    def refuse(self, doing: str, act: Callable[[], object]) -> None:
        """Do what must be refused, and print why it was. If it is not refused the day is wrong."""
        try:
            act()
        except RulesBroken as refusal:
            self.stage.refused(doing, refusal)
        else:
            raise AssertionError(f"not refused: {doing}")
