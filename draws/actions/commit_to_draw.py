"""The parties of a draw that has no notice commit themselves, before its list is taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from draws.models import Contribution, Draw
from draws.setting import way_set
from draws.terms import OPERATOR, commitment_of, own_value, terms_now
from kernel.actors import Actor
from ledger.keys import secret
from ledger.record import stamp
from sealing.trustees import MASTER


@transaction.atomic
def commit_to_draw(*, actor: Actor, subject: str, commits: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """Fix what each party committed itself to, the operator's own beside it, and the way; gives `commits` by party, and `way`.

    Part of a verb that announces a draw and records the commitments in its own event.

    Args:
        actor: who announces the draw.
        subject: its public number.
        commits: the commitment of each other party, `draws.terms.commitment_of` as hex.
        at: the moment of the announcement.
    """
    own = own_value(secret(MASTER), subject, stamp(at))
    fixed = {**commits, OPERATOR: commitment_of(subject, OPERATOR, own)}
    draw = Draw.objects.create(subject=subject, terms={**terms_now(way=way_set()), "parties": sorted(fixed)}, named_at=at)
    for party, commit in sorted(fixed.items()):
        Contribution.objects.create(draw=draw, party=party, at=at, commit=commit)
    return {"commits": fixed, "way": draw.terms["way"]}
