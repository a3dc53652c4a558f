"""Questions asked of the draws: their terms, what was contributed, what the beacon said."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from draws.draw import NO_BEACON
from draws.models import Contribution, Draw
from draws.terms import way_named
from draws.ways import Way


def terms_of(subject: str) -> dict[str, Any] | None:
    """The terms that were named for a subject; None for what was published before there were any."""
    draw = Draw.objects.filter(subject=subject).first()
    return draw.terms if draw else None


def draw_of(subject: str) -> Draw | None:
    """The draw of a subject with its terms and its beacon."""
    return Draw.objects.filter(subject=subject).first()


def way_of(subject: str) -> Way:
    """By which way the draws of a subject that has terms are made."""
    return way_named(Draw.objects.get(subject=subject).terms)


def given_for(subject: str) -> list[Contribution]:
    """What each party gave, in the order of the parties' names."""
    return list(Contribution.objects.filter(draw__subject=subject).order_by("party"))


def contributions_of(subject: str) -> list[tuple[str, str]]:
    """(party, hex of 32 bytes) of each party that is no entrant: what it showed, or what stands in where it did not."""
    return [(each.party, each.value or stand_in(each)) for each in given_for(subject)]


def stand_in(given: Contribution) -> str:
    """What was fixed when a contribution was given: its commitment, as hex."""
    if given.envelope is None:
        return given.commit
    pc = str(given.envelope["pc"])
    return base64.urlsafe_b64decode(pc + "=" * (-len(pc) % 4)).hex()


def beacon_of(subject: str) -> tuple[str, str, str]:
    """(source, period, value) of the public source that was named beforehand; none where none was named or it was missed."""
    draw = draw_of(subject)
    if draw is None or draw.beacon_came_at is None:
        return NO_BEACON
    return draw.terms["beacon"]["source"], draw.terms["beacon"]["period"], draw.beacon_value


def waits_for_its_beacon(subject: str) -> bool:
    """Whether a decision on a subject has to wait for the source that was named."""
    draw = draw_of(subject)
    return draw is not None and draw.waits_for_its_beacon


def beacon_settled_at(subject: str) -> datetime | None:
    """When the source that was named had given its value or was missed; None where none was named, or it is waited for."""
    draw = draw_of(subject)
    return (draw.beacon_came_at or draw.beacon_missed_at) if draw else None


def waiting_subjects(*, until: datetime) -> list[str]:
    """The subjects named by then that wait for a source."""
    waiting = Draw.objects.filter(named_at__lte=until, beacon_came_at=None, beacon_missed_at=None)
    return list(waiting.exclude(terms__beacon__source="none").values_list("subject", flat=True))


def lock_draw(subject: str) -> Draw:
    """The draw of a subject, locked until the transaction ends."""
    return Draw.objects.select_for_update().get(subject=subject)


def lock_contribution(subject: str, party: str) -> Contribution:
    """What a party gave for a subject, locked until the transaction ends."""
    return Contribution.objects.select_for_update().get(draw__subject=subject, party=party)
