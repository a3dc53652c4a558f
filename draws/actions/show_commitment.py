"""A party shows the number to which it had committed itself."""

from __future__ import annotations

from django.db import transaction

from draws.models import Contribution
from draws.reads import lock_contribution
from draws.terms import OPERATOR, own_value
from kernel.actors import Actor
from ledger.keys import secret
from ledger.record import stamp
from sealing.trustees import MASTER


@transaction.atomic
def show_commitment(*, actor: Actor, subject: str, party: str, value: str) -> Contribution:
    """Keep the number (hex of 32 bytes) that a party has shown. Part of a verb that judges whether it fits and is in time."""
    given = lock_contribution(subject, party)
    given.value = value
    given.save(update_fields=["value"])
    return given


@transaction.atomic
def show_own_commitment(*, actor: Actor, subject: str) -> Contribution:
    """The operator shows its own number: it is derived anew from the master and can't be another."""
    given = lock_contribution(subject, OPERATOR)
    value = own_value(secret(MASTER), subject, stamp(given.at)).hex()
    return show_commitment(actor=actor, subject=subject, party=OPERATOR, value=value)
