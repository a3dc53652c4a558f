"""The trustees of a notice name their keys."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bidding.rules.trustees import TO_NAME_TRUSTEES, TrusteeFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from sealing.plan import LOT
from sealing.trustees import TrusteesMissing, contributions_to, trustee_set

SCORES_CLOSED = "scores.closed"
MOST_TRIES = 3
log = logging.getLogger(__name__)


class AnotherNotice(Exception):
    """The notice has changed since its trustees were asked: their keys are for another deadline."""


@dataclass(frozen=True)
class Named:
    """What the trustees answered for a deadline, before anything was locked; `missing` are those that named no good key."""

    closes_at: datetime | None
    plans: bool
    trustees: dict[str, Any]
    missing: tuple[tuple[str, str], ...]
    contributions: tuple[dict[str, Any], ...] = ()  # what those on other machines put into the draws, sealed to all

    @property
    def parties(self) -> list[str]:
        """Under which names they take part in the draws."""
        return [given["party"] for given in self.contributions]


NOBODY = Named(None, False, {}, ())


def ask_for_keys(number: str, closes_at: datetime | None, *, plans: bool = False) -> Named:
    """Ask all n trustees for their keys, then for what they put into the draws, sealed to all n; outside of every lock: a slow one
    holds up nobody but the verb that asks.

    Where bids come with plans there are keys for two lots: those of the plans are given after the closing, those of the
    prices only once the record says that the scores are closed.
    """
    if closes_at is None:
        return NOBODY  # the draft lacks its deadline, and the rules will say so
    try:
        trustees = trustee_set(number, closes_at, after=SCORES_CLOSED if plans else "")
        if plans:
            trustees["lots"] = {LOT: trustee_set(number, closes_at, LOT)}
        given = contributions_to(number, closes_at, trustees["lots"][LOT] if plans else trustees)
        return Named(closes_at, plans, trustees, (), tuple(given))
    except TrusteesMissing as found:
        log.warning("%s waits for trustees: %s", number, found)
        return Named(closes_at, plans, {}, tuple(found.missing))


def with_keys[T](ask: Callable[[], Named], act: Callable[[Named], T]) -> T:
    """Ask, then act; when the notice was changed in between, once more.

    Raises:
        AnotherNotice: when it is changed again and again.
    """
    for _ in range(MOST_TRIES - 1):
        try:
            return act(ask())
        except AnotherNotice:
            log.info("a notice was changed while its trustees were asked")
    return act(ask())


def name_trustees(*, actor: Actor, number: str, closes_at: datetime, plans: bool, named: Named) -> dict[str, Any]:
    """What `Need.trustees` holds: the keys of all n trustees for this deadline. Part of the verbs that publish.

    `named` is what they answered before the need was locked.

    Raises:
        AnotherNotice: when the answers are for another deadline.
        RulesBroken: when a trustee did not answer, or with a key that it did not sign.
    """
    if (named.closes_at, named.plans) != (closes_at, plans):
        raise AnotherNotice
    check(TO_NAME_TRUSTEES, TrusteeFacts(named.missing), on=clock.today())
    log.info("%s has its keys (%s)", number, actor.kind)
    return named.trustees
