"""Which gateway this site uses: Stripe with a key, the stand-in without one."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache
from pathlib import Path
from typing import Any

import stripe
from django.conf import settings

from kernel import clock
from payments.gateways.stripe import StripeGateway
from payments.standin.client import InProcess
from payments.standin.machine import Machine

SAMPLE_KEY = "sk_test_standin"


def sample_secret() -> str:
    """The secret with which this site's stand-in signs its messages."""
    return "whsec_" + hmac.new(settings.SECRET_KEY.encode(), b"payments stand-in", hashlib.sha256).hexdigest()


def machine_at(path: Path, payer_url: str) -> Machine:
    """A stand-in that remembers in a file."""
    secret = settings.STRIPE_WEBHOOK_SECRET or sample_secret()
    return Machine(path, now=clock.now, payer_url=payer_url, webhook_secret=secret)


@cache
def standin() -> Machine:
    """The stand-in of this site."""
    return machine_at(settings.STANDIN_FILE, settings.SITE_URL + "/payments/standin/{intent}/")


def uses_standin() -> bool:
    """Whether the stand-in inside the process answers: no key and no other server are set."""
    return not settings.STRIPE_SECRET_KEY and not settings.STRIPE_API_BASE


@cache
def gateway() -> StripeGateway:
    """The gateway of this site."""
    is_sample = not settings.STRIPE_SECRET_KEY
    http_client = InProcess(standin()) if uses_standin() else None
    addresses: Any = {"api": settings.STRIPE_API_BASE} if settings.STRIPE_API_BASE else {}
    client = stripe.StripeClient(
        settings.STRIPE_SECRET_KEY or SAMPLE_KEY,
        base_addresses=addresses,
        http_client=http_client,
        max_network_retries=0 if uses_standin() else 2,
    )
    secret = settings.STRIPE_WEBHOOK_SECRET or (sample_secret() if is_sample else "")
    return StripeGateway(client, webhook_secret=secret, is_sample=is_sample)
