"""The trustees of a notice name their keys."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from bidding.rules.trustees import TO_NAME_TRUSTEES, TrusteeFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from sealing.plan import LOT
from sealing.trustees import TrusteesMissing, trustee_set

SCORES_CLOSED = "scores.closed"
log = logging.getLogger(__name__)


def name_trustees(*, actor: Actor, number: str, closes_at: datetime, plans: bool = False) -> dict[str, Any]:
    """What `Need.trustees` holds: the keys of all n trustees for this deadline. Part of the verbs that publish.

    Where bids come with plans there are keys for two lots: those of the plans are given after the closing, those of the
    prices only once the record says that the scores are closed.

    Raises:
        RulesBroken: when a trustee does not answer, or with a key that it did not sign.
    """
    missing: list[tuple[str, str]] = []
    named: dict[str, Any] = {}
    try:
        if plans:
            named = trustee_set(number, closes_at, after=SCORES_CLOSED)
            named["lots"] = {LOT: trustee_set(number, closes_at, LOT)}
        else:
            named = trustee_set(number, closes_at)
    except TrusteesMissing as found:
        missing = found.missing
        log.warning("%s (%s) waits for trustees: %s", number, actor.kind, found)
    check(TO_NAME_TRUSTEES, TrusteeFacts(tuple(missing)), on=clock.today())
    return named
