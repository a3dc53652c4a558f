"""Join an organisation by the link of an invitation."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from ledger.record import record
from market import access
from market.actions.invite_member import hash_of
from market.models import Membership
from market.reads import lock_invitation


@transaction.atomic
def accept_invitation(*, actor: Actor, token: str) -> Membership:
    """Become a member with the invitation's roles; one who is a member already keeps the old roles beside the new ones.

    Raises:
        NotFound: if there is no such invitation, or it is used or past its time.
        NotForYou: for a visitor.
    """
    invitation, at = lock_invitation(hash_of(token)), clock.now()
    person_id = access.somebody(actor)
    if invitation is None or invitation.accepted_at or at >= invitation.expires_at:
        raise NotFound
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    membership = Membership.objects.filter(person_id=person_id, organisation=invitation.organisation).first()
    if membership is None:
        membership = Membership(person_id=person_id, organisation=invitation.organisation, roles=[], since=at)
    running = membership.until is None or membership.until > at
    membership.roles = sorted({*invitation.roles, *(membership.roles if running else ())})
    membership.until = None
    membership.save()
    record(actor, "member.joined", {"org": invitation.organisation.uscc, "roles": list(membership.roles)})
    return membership
