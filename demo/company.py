"""Who is on the stage and what is known of them while the day goes on."""

from __future__ import annotations

from collections.abc import Callable

from demo.stage import Stage
from kernel.actors import Actor
from kernel.rulebook import RulesBroken


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

    def refuse(self, doing: str, act: Callable[[], object]) -> None:
        """Do what must be refused, and print why it was. If it is not refused the day is wrong."""
        try:
            act()
        except RulesBroken as refusal:
            self.stage.refused(doing, refusal)
        else:
            raise AssertionError(f"not refused: {doing}")
