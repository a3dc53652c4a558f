"""Every request has an actor: a visitor, or a person acting for one of their organisations. A session left idle ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kernel.actors import VISITOR, Actor, ActorKind
from market.models import Membership
from market.reads import actor_from, memberships_of

ACTING_FOR = "acting_for"
SEEN = "seen"
IDLE_SECONDS = 4 * 3600
NOTED_EVERY = 300
STAMP = signing.TimestampSigner(salt="market.idle")


def memberships(request: HttpRequest) -> list[Membership]:
    """The memberships in force of the person who asks, asked for once a request."""
    found: list[Membership] | None = getattr(request, "_memberships", None)
    if found is None:
        person_id = request.user.pk if request.user.is_authenticated else None
        found = memberships_of(person_id) if person_id is not None else []
        request._memberships = found  # type: ignore[attr-defined]
    return found


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request; the session remembers for which organisation the person acts."""
    if not request.user.is_authenticated or request.user.pk is None:
        return VISITOR
    held = memberships(request)
    chosen = request.session.get(ACTING_FOR)
    for membership in held:
        if membership.organisation_id == chosen:
            return actor_from(membership)
    return actor_from(held[0]) if held else Actor(ActorKind.VISITOR, person_id=request.user.pk)


class ActorMiddleware:
    """Sets `request.actor`, worked out when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        request.actor = cast(Actor, SimpleLazyObject(lambda: actor_of(request)))  # type: ignore[attr-defined]
        request.memberships = SimpleLazyObject(lambda: memberships(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class IdleMiddleware:
    """Ends a session in which nothing has happened for four hours. Its age is the browser's, not the trade's: a signed stamp."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        if "_auth_user_id" in request.session:
            seen = request.session.get(SEEN)
            if seen and _is_older(seen, IDLE_SECONDS):
                logout(request)
                messages.info(request, "您有四个小时没有操作，已经自动退出。请重新登录，已保存的内容都在。")
            elif not seen or _is_older(seen, NOTED_EVERY):
                request.session[SEEN] = STAMP.sign("seen")
        return self.get_response(request)


def _is_older(stamp: str, seconds: int) -> bool:
    try:
        STAMP.unsign(stamp, max_age=seconds)
    except signing.BadSignature:
        return True
    return False
