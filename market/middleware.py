"""Every request has an actor: a visitor, or a person acting for one of their organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kernel import clock
from kernel.actors import VISITOR, Actor, ActorKind
from market.reads import actor_from, memberships_of

ACTING_FOR = "acting_for"


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request; the session remembers for which organisation the person acts."""
    user = request.user
    if not user.is_authenticated or user.pk is None:
        return VISITOR
    memberships = memberships_of(user.pk, at=clock.now())
    chosen = request.session.get(ACTING_FOR)
    for membership in memberships:
        if membership.organisation_id == chosen:
            return actor_from(membership)
    return actor_from(memberships[0]) if memberships else Actor(ActorKind.VISITOR, person_id=user.pk)


class ActorMiddleware:
    """Sets `request.actor`, worked out when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        request.actor = cast(Actor, SimpleLazyObject(lambda: actor_of(request)))  # type: ignore[attr-defined]
        return self.get_response(request)
