"""End a person's membership of an organisation."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from market import access
from market.models import Membership
from market.reads import lock_organisation, members_of
from market.rules.organisations import TO_END_A_MEMBERSHIP, MembersFacts
from market.states import Role


@transaction.atomic
def end_membership(*, actor: Actor, membership_id: int) -> Membership:
    """End a membership from now on; what the person has done stays.

    Raises:
        RulesBroken: if no manager would be left.
        NotFound: for a membership of another organisation.
        NotForYou: for one who does not manage the organisation.
    """
    unit = lock_organisation(access.managed_organisation(actor).pk)
    at = clock.now()
    members = members_of(unit.pk, at=at)
    ended = next((member for member in members if member.pk == membership_id), None)
    if ended is None:
        raise NotFound
    left = sum(1 for member in members if Role.MANAGE in member.roles and member.pk != membership_id)
    check(TO_END_A_MEMBERSHIP, MembersFacts(left), on=clock.day_of(at))
    ended.until = at
    if ended.since >= at:
        ended.delete()
    else:
        ended.save(update_fields=["until"])
    record(actor, "member.left", {"org": unit.uscc})
    return ended
