"""Somebody who took part says that the result is wrong."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Objection
from bidding.rules.award import OBJECTION_DAYS, TO_OBJECT, ObjectionFacts
from bidding.states import NeedState, ObjectionState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def file_objection(*, actor: Actor, number: str, text: str) -> Objection:
    """Object to a published result; while the objection is open it holds the award. An open one of the same unit stays the one.

    Raises:
        RulesBroken: outside the publicity, from somebody who took no part, or without reasons.
    """
    need = reads.lock_need(number)
    organisation_id = access.objector_of(actor)
    at = clock.now()
    took_part = need.buyer_id == organisation_id or reads.took_part(need, organisation_id)
    facts = ObjectionFacts(need.state == NeedState.DECIDED, at, need.publicity_ends_at, took_part, text)
    check(TO_OBJECT, facts, on=clock.day_of(at))
    open_one = need.objections.filter(by_id=organisation_id, state=ObjectionState.OPEN).first()
    if open_one is not None:
        return open_one
    objection = Objection.objects.create(
        need=need,
        by_id=organisation_id,
        text=text.strip(),
        filed_at=at,
        answer_by=add_working_days(at, OBJECTION_DAYS),
    )
    record(actor, "objection.filed", {"need": number, "org": actor.uscc}, at=at, private={"text": text.strip()})
    return objection
