"""What is written comes in the order of time, as both verifiers ask: judged at the very stamp, whatever verb writes.

About one need or contract exactly; on the record as a whole within ten minutes, because those who write side by side are put in order afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from kernel import clock
from kernel.prepared import PreparedInsert
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.models import Latest, Pending
from ledger.rules import MINUTES_BACK, TO_WRITE_A_FACT, TO_WRITE_ON_THE_RECORD, MomentFacts, RecordFacts

# Bidders share the lock of their need, so their facts come side by side; the trigger on bids holds them to the notice.
SIDE_BY_SIDE = frozenset({"bid.sealed", "bid.replaced", "bid.withdrawn"})
RECORD = "record"  # the latest moment of everything that is in order
MARK = f"""
    INSERT INTO ledger_latest (about, at) SELECT '{RECORD}', max(at) FROM taken HAVING count(*) > 0
    ON CONFLICT (about) DO UPDATE SET at = greatest(ledger_latest.at, excluded.at)
"""  # the sequencer alone writes it, and nobody waits for it
_TOO_LATE = f"""EXISTS (
    SELECT FROM ledger_latest WHERE about = '{RECORD}' AND {{}} < ledger_latest.at - interval '{MINUTES_BACK} minutes'
)"""
FOUND_BY = ("event", "need", "org")
_FACT = PreparedInsert(Pending, "body", "at", *FOUND_BY, giving=("id",), within=f"{{}}, {_TOO_LATE.format('ledger_pending.at')}")
# A row that the database stamps (an insertion that gives `id` and `at`) and the fact about it, in one statement: the fact bears
# the row's own moment between the two halves of its text. Gives both and whether that is too late for the record.
WITH_ITS_FACT = f"""
    WITH fresh AS ({{}}) INSERT INTO ledger_pending (body, at, {", ".join(FOUND_BY)})
    SELECT %s || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || %s, at, %s, %s, %s FROM fresh
    RETURNING (SELECT id FROM fresh), at, {_TOO_LATE.format("ledger_pending.at")}
"""
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


def found_by(event: str, body: Mapping[str, Plain]) -> tuple[str, str, str]:
    """Event, need and organisation of a fact, by which it is found."""
    return event, str(body.get("need") or ""), str(body.get("org") or body.get("bidder") or body.get("buyer") or "")


def put_down(text: str, at: datetime, event: str, need: str, org: str) -> int:
    """Let a fact, in canonical JSON, wait for its place on the record; gives its number among those that wait.

    Raises:
        RulesBroken: while the clock stands more than ten minutes behind what is on the record.
    """
    number, too_late = _FACT.insert(body=text, at=at, event=event, need=need, org=org)
    in_time(at, too_late=too_late)
    return int(number)


def in_time(at: datetime, *, too_late: bool) -> None:
    """Leave a fact where it was put down, unless its moment is too late for the record.

    Raises:
        RulesBroken: then; it goes with the transaction.
    """
    if too_late:
        check(TO_WRITE_ON_THE_RECORD, RecordFacts(at, Latest.objects.get(pk=RECORD).at), on=clock.day_of(at))
