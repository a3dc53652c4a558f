"""Heartbeats and what follows from them for a deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection

from bidding.models import Heartbeat, Need
from bidding.rules.outage import OutageFacts, first_silence
from bidding.states import NeedState
from kernel import clock
from kernel.calendar import add_working_days
from market.models.region import TermName
from market.reads import term

LOCK_OF_THE_HEART = 1003
AHEAD = timedelta(minutes=2)  # the heart beats a little before the watched time begins


def outage_terms_on(need: Need, day: date) -> dict[str, int]:
    """What a notice says of outages when it is published (`Need.outage_terms`); nothing where the region's table says nothing."""
    try:
        return {
            "window_minutes": term(TermName.OUTAGE_WINDOW_MINUTES, need.region, on=day),
            "silence_seconds": term(TermName.OUTAGE_SILENCE_SECONDS, need.region, on=day),
        }
    except LookupError:
        return {}


def hold_the_heart() -> None:
    """No beat comes until this transaction ends, and every earlier one is seen: a beat and what is judged by beats never cross."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_OF_THE_HEART])


def outage_facts(need: Need, *, at: datetime) -> OutageFacts:
    """Whether the site was silent too long before the need's deadline, as far as that has come."""
    assert need.closes_at is not None
    silence, terms = None, need.outage_terms
    if terms:
        start = need.closes_at - timedelta(minutes=terms["window_minutes"])
        beats = list(Heartbeat.objects.filter(at__gt=start, at__lt=need.closes_at).order_by("at").values_list("at", flat=True))
        silence = first_silence(beats, closes_at=need.closes_at, until=at, **terms)
    return OutageFacts(need.state == NeedState.OPEN, need.closes_at, silence)


def next_deadline(closes_at: datetime, *, at: datetime) -> datetime:
    """The same hour of the next working day after the old deadline and after the moment of moving, whichever is later."""
    day = max(clock.day_of(closes_at), clock.day_of(at))
    old = closes_at.astimezone(clock.BEIJING)
    return add_working_days(datetime.combine(day, old.time(), clock.BEIJING), 1)


def watched(at: datetime) -> list[tuple[datetime, timedelta]]:
    """The deadlines that lie ahead of open needs with the outage rule, each with the time before it that is watched."""
    needs = Need.objects.filter(state=NeedState.OPEN, closes_at__gt=at).exclude(outage_terms={}).order_by("closes_at")
    found = needs.values_list("closes_at", "outage_terms__window_minutes").distinct()
    return [(closes_at, timedelta(minutes=minutes)) for closes_at, minutes in found if closes_at is not None]


def is_watched(at: datetime) -> bool:
    """Whether some deadline is so near that the heart beats now."""
    return any(closes_at - window - AHEAD <= at for closes_at, window in watched(at))
