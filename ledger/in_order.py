"""What is written about one thing comes in the order of time, as both verifiers ask: judged at the very stamp, whatever verb writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from kernel import clock
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.models import Latest
from ledger.rules import TO_WRITE_A_FACT, MomentFacts

# Bidders share the lock of their need, so their facts come side by side; the trigger on bids holds them to the notice.
SIDE_BY_SIDE = frozenset({"bid.sealed", "bid.replaced", "bid.withdrawn"})
_STEP = """
    INSERT INTO ledger_latest (about, at) VALUES (%s, %s)
    ON CONFLICT (about) DO UPDATE SET at = excluded.at WHERE ledger_latest.at <= excluded.at RETURNING at
"""


def step_on(event: str, body: Mapping[str, Plain], at: datetime) -> None:
    """Note the moment of a fact as the latest of its contract, else of its need; the drawing up of a contract is of both.

    The verb holds the lock of the thing itself, so nobody waits here for anybody new.

    Raises:
        RulesBroken: while the clock stands behind what was written last.
    """
    about = () if event in SIDE_BY_SIDE else (body.get("contract"), body.get("need"))
    for thing in [str(each) for each in about if each][: 2 if event == "contract.drawn_up" else 1]:
        with connection.cursor() as cursor:
            cursor.execute(_STEP, [thing, at])
            if cursor.fetchone():
                continue
        check(TO_WRITE_A_FACT, MomentFacts(at, Latest.objects.get(pk=thing).at), on=clock.day_of(at))
