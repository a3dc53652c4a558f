"""The terms of a draw are named, before anybody can enter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from draws.models import Draw
from draws.sources import named_for
from draws.terms import terms_now
from kernel.actors import Actor


@transaction.atomic
def name_draw(
    *, actor: Actor, subject: str, closes_at: datetime, at: datetime, like: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Fix who contributes and which public source is waited for; what was named before for the same subject falls.

    Part of the verbs that publish: they put the terms into the notice, and `give_contributions` follows. `like`: the terms
    before, where the deadline moves under a notice: then the source stays and names its value after the new deadline.
    """
    named = {
        "terms": terms_now(named_for(closes_at, like=like and like["beacon"])),
        "named_at": at,
        "beacon_value": "",
        "beacon_came_at": None,
        "beacon_missed_at": None,
    }
    if Draw.objects.filter(subject=subject).exists():
        draw, _ = Draw.objects.update_or_create(subject=subject, defaults=named)
    else:
        draw = Draw.objects.create(subject=subject, **named)  # a new row has nobody to be locked against
    draw.contributions.all().delete()
    return dict(draw.terms)
