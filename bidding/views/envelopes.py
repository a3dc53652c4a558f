"""Envelopes as files, the bytes that were taken in, whose SHA-256 is the name under which the record knows them: a bidder's own, and after the opening everybody's."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bidding import access, reads
from bidding.models import Bid
from kernel.access import NotFound
from ledger.canonical import canonical


def _file(bid: Bid, envelope: dict[str, Any], name: str) -> HttpResponse:
    """An envelope as the offline page saves it, under the same name."""
    response = HttpResponse(canonical(envelope), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{bid.need.number}-{bid.seq}-{name}.json"'
    return response


@never_cache
@login_required
@require_safe
def own_envelope(request: HttpRequest, envelope: str) -> HttpResponse:
    """The envelope of a bid (of a bid with a plan: that of the price), for its agency alone."""
    sent = access.bid_to_see(request.actor, envelope)  # type: ignore[attr-defined]
    return _file(sent, sent.envelope, "envelope")


@never_cache
@login_required
@require_safe
def own_plan(request: HttpRequest, envelope: str) -> HttpResponse:
    """The plan's envelope of a bid that has one, for its agency alone."""
    sent = access.bid_to_see(request.actor, envelope)  # type: ignore[attr-defined]
    if not sent.need.has_plans:
        raise NotFound(envelope)
    return _file(sent, sent.plan.envelope, "plan")


@require_safe
def need_envelopes(request: HttpRequest, number: str) -> HttpResponse:
    """The envelopes of all bids of a need that were opened or found void, one in a line: with the released keys anybody opens them again."""
    need = access.public_need(number)
    envelopes = reads.opened_envelopes(need)
    if not envelopes:
        raise NotFound(number)
    response = HttpResponse(b"".join(canonical(each) + b"\n" for each in envelopes), content_type="application/jsonl")
    response["Content-Disposition"] = f'attachment; filename="{need.number}-envelopes.jsonl"'
    return response
