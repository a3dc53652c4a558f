"""What comes from outside: the gateway's signed messages, and (sample only) the payer's page of the stand-in."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from payments import outside
from payments.gateways.base import Forged, OutcomeUnknown
from payments.gateways.choice import standin
from payments.states import Method

log = logging.getLogger(__name__)
LARGEST_MESSAGE = 256 * 1024


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Take a message of the gateway. 400 for a forged or stale one, 503 when the gateway can't be asked."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_MESSAGE:
        return JsonResponse({"error": "too large"}, status=413)
    try:
        new = outside.receive(request.body, request.headers.get("Stripe-Signature", ""))
    except Forged as forged:
        log.warning("a payment message was refused: %s", forged)
        return JsonResponse({"error": "签名或时间不符，未受理", "reason": str(forged)}, status=400)
    except OutcomeUnknown:
        return JsonResponse({"error": "暂时无法核对，请稍后重发"}, status=503)
    return JsonResponse({"received": True, "new": new})


@require_http_methods(["GET", "POST"])
def standin_payer(request: HttpRequest, intent: str) -> HttpResponse:
    """The page on which the payer agrees or not. It exists only where the stand-in does."""
    seen = None if settings.STRIPE_SECRET_KEY else standin().seen(intent)
    if seen is None:
        raise Http404
    if request.method == "POST":
        standin().payer_says(intent, yes=request.POST.get("answer") == "yes")
        return redirect(seen.get("return_url") or "/my/")
    context = {"intent": seen, "waits": seen["status"] == "requires_action", "methods": Method.choices}
    return render(request, "payments/standin_payer.html", context)
