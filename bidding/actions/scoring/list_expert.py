"""An expert comes into the pool."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.models import Expert
from kernel import clock
from kernel.actors import Actor
from ledger.record import record
from market.models import Person


@transaction.atomic
def list_expert(
    *, actor: Actor, person: Person, specialty: str, employer_uscc: str, employer_name: str = "", ties: Iterable[str] = ()
) -> Expert:
    """Take a person into the pool. The record gets a code, the specialty, the employer and the declared ties; never the name.

    Args:
        actor: the operator, who keeps the pool.
        person: who it is.
        specialty: one field of work.
        employer_uscc: the employer's unified social credit code.
        employer_name: its name, for the pool's own list.
        ties: codes of other organisations for which the expert stands aside.
    """
    access.may_keep_the_pool(actor)
    at = clock.now()
    expert = Expert.objects.create(
        code=reads.next_expert_code(),
        person=person,
        specialty=specialty.strip(),
        employer_uscc=employer_uscc,
        employer_name=employer_name,
        ties=sorted(set(ties)),
        listed_at=at,
        is_demo=person.is_demo,
    )
    body: dict[str, Any] = {
        "expert": expert.code,
        "specialty": expert.specialty,
        "employer": employer_uscc,
        "ties": list(expert.ties),
    }
    record(actor, "expert.listed", body, at=at, private={"name": person.full_name})
    return expert
