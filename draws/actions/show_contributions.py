"""What was put into a draw is shown, in the moment in which the first envelopes are opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from draws.models import Contribution
from draws.reads import given_for
from draws.terms import NOT_SHOWN, OPERATOR, SEALED, commitment_of, own_value
from kernel.actors import Actor
from ledger.keys import secret
from ledger.record import record, stamp
from sealing.opening import Opened, open_envelope, open_with_seed
from sealing.suites import encode
from sealing.trustees import MASTER


@transaction.atomic
def show_contributions(*, actor: Actor, subject: str, keys: dict[int, str], at: datetime) -> None:
    """Open what is sealed with the released keys, show what was committed to; what can't be shown has its outcome recorded.

    Args:
        actor: the scheduler.
        subject: the need.
        keys: the released keys; none where the bids are opened with the seeds that their bidders handed in. Then the
            operator shows its own.
        at: the moment of the opening; where experts score plans, that of the plans.
    """
    for given in given_for(subject):
        given.value, given.withheld, said = _shown(given, subject, keys)
        given.save(update_fields=["value", "withheld"])
        named = {"need": subject, "party": given.party}
        if given.value:
            record(actor, "draw.shown", {**named, "value": given.value, **said}, at=at)
        else:
            record(actor, "draw.withheld", {**named, "reason": given.withheld}, at=at)


def _shown(given: Contribution, subject: str, keys: dict[int, str]) -> tuple[str, str, dict[str, Any]]:
    """(value, "", what its envelope said, where that is not the usual) or ("", why not, {})."""
    own = own_value(secret(MASTER), subject, stamp(given.at)) if given.party == OPERATOR else b""
    if given.envelope is None:
        return (own.hex(), "", {}) if commitment_of(subject, given.party, own) == given.commit else ("", NOT_SHOWN, {})
    if not keys and given.party != OPERATOR:
        return "", NOT_SHOWN, {}  # only its own seed would open it now
    said = open_envelope(given.envelope, keys) if keys else open_with_seed(given.envelope, encode(own))
    if isinstance(said, Opened):
        return said.r, "", {} if said.plain == SEALED else {"plain": said.plain}
    return "", said.reason if keys else NOT_SHOWN, {}
