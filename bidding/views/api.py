"""The same door for programs: an envelope in, a signed receipt out, refusals as problem+json (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from bidding import reads
from bidding.actions.bids.submit_bid import submit_bid
from bidding.forms.bids import read_envelope
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken


def problem(status: int, title: str, **more: Any) -> JsonResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})


@require_POST
def bids(request: HttpRequest, number: str) -> JsonResponse:
    """Take in a sealed bid: the body is the envelope, or {"envelope": …}."""
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.signed_in:
        return problem(401, "请先登录")
    sent = read_envelope(request.body.decode(errors="replace"))
    envelope = sent["envelope"] if isinstance(sent, dict) and set(sent) == {"envelope"} else sent
    try:
        sealed = submit_bid(actor=actor, number=number, envelope=envelope)
    except RulesBroken as refused:
        return refused_as_problem(refused)
    except NotForYou as refused:
        return problem(403, refused.sentence, source=refused.source)
    except NotFound:
        return problem(404, "没有这个需求")
    address = reverse("bid_receipt", args=[sealed.envelope_hash])
    response = JsonResponse({"receipt": reads.receipt_of(sealed), "state": sealed.state, "href": address}, status=201)
    response["Location"] = address
    return response


def refused_as_problem(refused: RulesBroken) -> JsonResponse:
    """Every broken rule, with why."""
    return problem(422, "不符合规则，什么都没有改动", broken=[_said(each) for each in refused.broken])


def _said(each: Any) -> dict[str, str]:
    rule = each.rule
    said = {"rule": rule.name, "sentence": rule.sentence, "because": each.because, "source": rule.source_told}
    return said | {"kind": str(rule.kind), "href": f"{reverse('rules_of_room', args=[rule.room])}#{rule.name}"}
