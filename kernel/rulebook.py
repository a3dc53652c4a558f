"""A rule of the law as one named object: what it says, where it is written, when it is in force."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import Any

from django.utils.translation import gettext

log = logging.getLogger(__name__)
TO_BE_LOOKED_UP = "（条文待核定）"
KIND_WORDS = {"law": "法规", "practice": "惯例", "default": "本站默认"}


class Kind(StrEnum):
    """How strong a rule's ground is. Pages say which of the three a rule is."""

    LAW = "law"  # read in a statute or in the Henan plan of 2018
    PRACTICE = "practice"  # read in another province's rules or in a working system
    DEFAULT = "default"  # this product's own choice where no text was found


@dataclass(frozen=True)
class Rule:
    """One rule. `holds` is true of facts that keep it; `law` is its line in the register of law (for example "B5")."""

    name: str
    law: str
    source: str
    kind: Kind
    says: str
    since: date
    until: date | None
    holds: Callable[[Any], bool]
    explain: Callable[[Any], str] | None
    code: str

    def in_force(self, on: date) -> bool:
        """Whether the rule is law on that day (half-open: `until` is the first day without it)."""
        return self.since <= on and (self.until is None or on < self.until)

    @property
    def room(self) -> str:
        """The room that holds the rule."""
        return self.name.split(".")[0]

    @property
    def source_told(self) -> str:
        """The source as a reader needs it: that a text is still to be looked up is a note for the house."""
        return self.source.replace(TO_BE_LOOKED_UP, "")

    @property
    def kind_word(self) -> str:
        """The kind in a word, as pages show it."""
        return gettext(KIND_WORDS[self.kind])

    @property
    def sentence(self) -> str:
        """The rule's sentence in the reader's language."""
        return gettext(self.says)


@dataclass(frozen=True)
class Broken:
    """A broken rule with what in the facts broke it (`because` may be empty)."""

    rule: Rule
    because: str

    @property
    def sentence(self) -> str:
        """The whole refusal in one line: what the rule says, why it is broken here, and its source."""
        said = self.rule.sentence + (f"（{self.because}）" if self.because else "")
        return f"{said} [{self.rule.source_told}]"


class RulesBroken(Exception):
    """A refusal that names every broken rule at once. It changes nothing: actions raise it before they write."""

    def __init__(self, broken: tuple[Broken, ...]):
        super().__init__("; ".join(b.sentence for b in broken))
        self.broken = broken

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the broken rules, for example `("bidding.bid_arrives_before_closing",)`."""
        return tuple(b.rule.name for b in self.broken)


RULEBOOK: dict[str, Rule] = {}


def rule(
    source: str,
    *,
    law: str,
    since: date,
    until: date | None = None,
    kind: Kind = Kind.LAW,
    explain: Callable[[Any], str] | None = None,
) -> Callable[[Callable[[Any], bool]], Rule]:
    """Enrol a predicate over facts as a rule. The function's name is true when the rule is kept; its docstring is the law's sentence."""

    def enrol(holds: Callable[[Any], bool]) -> Rule:
        name = f"{holds.__module__.split('.')[0]}.{holds.__name__}"
        if name in RULEBOOK and RULEBOOK[name].code != f"{holds.__module__}:{holds.__qualname__}":
            raise ValueError(f"two rules are called {name}")
        says = " ".join(inspect.cleandoc(holds.__doc__ or "").split())
        if not says:
            raise ValueError(f"the rule {name} has no sentence")
        code = f"{holds.__module__}:{holds.__qualname__}"
        made = Rule(name, law, source, Kind(kind), says, since, until, holds, explain, code)
        RULEBOOK[name] = made
        return made

    return enrol


def broken(rules: Iterable[Rule], facts: object, *, on: date) -> tuple[Broken, ...]:
    """Every rule in force on that day that the facts break, with the reason in the facts."""
    return tuple(Broken(r, r.explain(facts) if r.explain else "") for r in rules if r.in_force(on) and not r.holds(facts))


def check(rules: Iterable[Rule], facts: object, *, on: date) -> None:
    """Refuse with every broken rule at once, judged by the law in force on that day.

    Raises:
        RulesBroken: if one rule or more is broken.
    """
    found = broken(rules, facts, on=on)
    if found:
        raise RulesBroken(found)


def refusals_logged[**P, R](verb: Callable[P, R]) -> Callable[P, R]:
    """Each refusal of a verb that takes in what outsiders send is a line in the log: of what, by whom, every broken rule and why."""

    @wraps(verb)
    def noting(*args: P.args, **said: P.kwargs) -> R:
        try:
            return verb(*args, **said)
        except RulesBroken as refused:
            about, actor = said.get("number") or said.get("envelope_hash"), said.get("actor")
            why = "; ".join(f"{each.rule.name}: {each.because}" for each in refused.broken)
            log.warning("%s refused, %s by %s: %s", verb.__name__, about, getattr(actor, "uscc", ""), why)
            raise

    return noting
