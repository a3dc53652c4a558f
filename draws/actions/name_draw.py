"""The terms of a draw are named, before anybody can enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from draws.models import Draw
from draws.rfc3797 import NUMBERS
from draws.rules import TO_NAME_A_WAY, WayFacts
from draws.setting import way_set
from draws.sources import named_for
from draws.terms import terms_now
from draws.ways import Way
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def name_draw(
    *,
    actor: Actor,
    subject: str,
    closes_at: datetime,
    at: datetime,
    parties: Sequence[str] = (),
    draws_numbers: bool = False,
    like: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Fix who contributes, by which way is drawn and which public source is waited for; what was named before for the same subject falls.

    Part of the verbs that publish: they put the terms into the notice, and `give_contributions` follows. `parties`: who contributes
    beside the operator: the trustees on other machines. `draws_numbers`: some hold more numbers than others. `like`: the terms before, where the deadline moves under a notice: then way and source
    stay, and the source names its value after the new deadline.

    Raises:
        RulesBroken: for a way that can't draw this.
    """
    beacon = named_for(closes_at, like=like and like["beacon"])
    way = way_set() if like is None else Way.from_json(like["way"]) if "way" in like else None
    by_rfc = way is not None and way.is_by_rfc_3797
    facts = WayFacts(by_rfc, draws_numbers=draws_numbers, source_gives_numbers=beacon["source"] in NUMBERS)
    check(TO_NAME_A_WAY, facts, on=clock.day_of(at))
    named = {
        "terms": terms_now(beacon, way, parties),
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
