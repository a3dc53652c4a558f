"""Who gets into the admin: what a person may do comes from memberships, never from the account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from market.reads import memberships_of
from market.states import OrganisationKind, Role

DESK = "wagtailadmin.access_admin"
OFFICIALS = {OrganisationKind.OPERATOR, OrganisationKind.REGULATOR}
AT_A_DESK = {Role.REVIEW, Role.DECIDE, Role.MANAGE}


class MembershipBackend(BaseBackend):
    """Opens the admin to members of the operator and of regulators who review, decide or manage. It signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Only the door of the admin; what lies behind it asks again, for each thing."""
        if perm != DESK or not user_obj.is_active or user_obj.is_anonymous:
            return False
        if not hasattr(user_obj, "_at_a_desk"):
            held = memberships_of(user_obj.pk)
            user_obj._at_a_desk = any(m.organisation.kind in OFFICIALS and AT_A_DESK & set(m.roles) for m in held)
        return bool(user_obj._at_a_desk)
