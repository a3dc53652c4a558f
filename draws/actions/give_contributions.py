"""The operator and the trustees put 32 bytes each into a draw, before anybody enters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from draws.models import Contribution, Draw
from draws.terms import OPERATOR, SEALED, commitment_of, own_value
from kernel.actors import Actor
from ledger.keys import secret
from ledger.record import record, stamp
from sealing.envelope import seal
from sealing.plan import LOT
from sealing.trustees import MASTER


@transaction.atomic
def give_contributions(
    *, actor: Actor, subject: str, trustees: dict[str, Any], sealed: Sequence[dict[str, Any]] = (), at: datetime
) -> None:
    """Seal the operator's contribution to the trustees of the notice; where it is the only trustee, commit to it. Take in the others'.

    Sealed, it is opened with the envelopes that are opened first (the plans, where experts score plans: the experts are drawn
    then), and the operator can keep nothing back. A commitment to bytes that the operator
    shows itself later is worth less: `Draw.terms` say what stands in if it does not.

    Args:
        actor: the scheduler, in whose name the operator's server acts.
        subject: the need.
        trustees: as published in the notice.
        sealed: what each trustee on another machine gave, `sealing.trustees.contributions_to`.
        at: the moment of the notice: no entrant can have come before.
    """
    draw = Draw.objects.get(subject=subject)
    body: dict[str, Any] = {"need": subject, "party": OPERATOR}
    own = own_value(secret(MASTER), subject, stamp(at))
    if trustees["n"] == 1:
        body["commit"] = commitment_of(subject, OPERATOR, own)
    else:
        first = trustees.get("lots", {}).get(LOT, trustees)
        body["envelope"], _ = seal(SEALED, need=subject, bidder=OPERATOR, seq=1, trustees=first, seed=own)
    for each in (body, *({"need": subject, **given} for given in sealed)):
        given = {"commit": each.get("commit", ""), "envelope": each.get("envelope")}
        Contribution.objects.create(draw=draw, party=each["party"], at=at, **given)
        record(actor, "draw.contribution", each, at=at)
