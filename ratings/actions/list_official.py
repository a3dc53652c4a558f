"""An official who acts in exit cases gets a code."""

from __future__ import annotations

import secrets

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from ledger.record import record
from ratings import access, reads
from ratings.models import Official


@transaction.atomic
def list_official(*, actor: Actor) -> Official:
    """The code of whoever acts in exit cases: made by chance and put on record the first time, the same ever after; the name stays hidden."""
    access.may_act_in_cases(actor)
    person = reads.person_of(actor.person_id)
    given = {"code": f"AN-{secrets.token_hex(6)}", "listed_at": clock.now()}
    official, is_new = Official.objects.get_or_create(person=person, defaults=given)
    if is_new:
        body = {"official": official.code}
        record(actor, "official.listed", body, at=official.listed_at, private={"name": person.full_name})
    return official
