"""Invite somebody to act for an organisation, by a link."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from kernel import clock
from kernel.access import NotForYou
from kernel.actors import Actor, ActorKind
from ledger.record import record
from market import access
from market.models import Invitation, Organisation
from market.reads import lock_organisation

VALID_FOR = timedelta(days=7)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_member(*, actor: Actor, roles: Collection[str], organisation: Organisation | None = None) -> str:
    """Make a link's token that works once, within seven days. The operator may name an organisation that has no member yet.

    Raises:
        NotForYou: for one who does not manage the organisation.
        NotFound: for one who acts for none.
    """
    if organisation is not None and organisation.pk != actor.organisation_id:
        if actor.kind not in {ActorKind.OPERATOR, ActorKind.SYSTEM}:
            raise NotForYou("Only a member with the role of manager changes an organisation's members.", source="本站规则")
        unit = lock_organisation(organisation.pk)
    else:
        unit = lock_organisation(access.managed_organisation(actor).pk)
    token, at = secrets.token_urlsafe(24), clock.now()
    kept = sorted(set(roles))
    Invitation.objects.create(organisation=unit, roles=kept, token_hash=hash_of(token), made_at=at, expires_at=at + VALID_FOR)
    record(actor, "member.invited", {"org": unit.uscc, "roles": list(kept)})
    return token
