"""Stripe, through its own library. Whether Stripe itself or the stand-in answers is the client's affair."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import stripe

from payments.gateways.base import Forged, Order, OutcomeUnknown, RefundStatus, Seen, SeenRefund, Status
from payments.states import Method

WINDOW = 300  # seconds, before and after
CURRENCY = "cny"
_STATUS = {
    "requires_confirmation": Status.NEW,
    "requires_action": Status.PENDING,
    "processing": Status.PENDING,
    "requires_capture": Status.PENDING,
    "succeeded": Status.SUCCEEDED,
    "canceled": Status.CANCELLED,
}
_UNKNOWN = (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError)


class StripeGateway:
    """PaymentIntents with card, alipay and wechat_pay."""

    name = "stripe"

    def __init__(self, client: stripe.StripeClient, *, webhook_secret: str, is_sample: bool) -> None:
        self._client = client
        self._webhook_secret = webhook_secret
        self.is_sample = is_sample

    def create(self, order: Order) -> Seen:
        """Make the intent."""
        params: Any = {
            "amount": order.amount_fen,
            "currency": CURRENCY,
            "payment_method_types": [str(method) for method in Method],
            "description": order.contract,
            "metadata": {"payment": order.key, "contract": order.contract},
        }
        intents = self._client.v1.payment_intents
        return _asked(lambda: intents.create(params=params, options={"idempotency_key": order.key}))

    def confirm(self, intent: str, order: Order) -> Seen:
        """Try to take the money; an intent that has moved on meanwhile says how it stands."""
        params: Any = {"return_url": order.return_url}
        if order.method == Method.CARD:
            params["payment_method"] = order.token
        else:
            params["payment_method_data"] = {"type": order.method}
        if order.method == Method.WECHAT_PAY:
            params["payment_method_options"] = {"wechat_pay": {"client": "web"}}
        options: Any = {"idempotency_key": f"{order.key}-{order.attempt}"}
        try:
            return _asked(lambda: self._client.v1.payment_intents.confirm(intent, params=params, options=options))
        except stripe.InvalidRequestError as error:
            if error.code != "payment_intent_unexpected_state":
                raise
            return self.look_up(intent)

    def look_up(self, intent: str) -> Seen:
        """How an intent stands now."""
        return _asked(lambda: self._client.v1.payment_intents.retrieve(intent))

    def refund(self, intent: str, *, amount_fen: int, key: str) -> SeenRefund:
        """Give money back."""
        params: Any = {"payment_intent": intent, "amount": amount_fen}
        return _refunded(lambda: self._client.v1.refunds.create(params=params, options={"idempotency_key": key}))

    def look_up_refund(self, outside_id: str) -> SeenRefund:
        """How a refund stands now."""
        return _refunded(lambda: self._client.v1.refunds.retrieve(outside_id))

    def genuine(self, body: bytes, signature: str, *, at: datetime) -> dict[str, Any]:
        """The message in a signed body, by the library's own check over the raw bytes; the window by the given time."""
        try:
            stripe.WebhookSignature.verify_header(body, signature, self._webhook_secret)
            stamp = int(dict(part.split("=", 1) for part in signature.split(","))["t"])
            event = json.loads(body)
        except (stripe.SignatureVerificationError, ValueError, KeyError) as error:
            raise Forged("signature") from error
        if abs(at.timestamp() - stamp) > WINDOW:
            raise Forged("time")
        if not isinstance(event, dict) or not isinstance(event.get("id"), str):
            raise Forged("shape")
        return event


def _refunded(call: Callable[[], stripe.Refund]) -> SeenRefund:
    try:
        made = call()
    except _UNKNOWN as error:
        raise OutcomeUnknown(str(error)) from error
    status = {"succeeded": RefundStatus.SUCCEEDED, "failed": RefundStatus.FAILED, "canceled": RefundStatus.FAILED}
    return SeenRefund(made.id, status.get(str(made.status), RefundStatus.PENDING), made.amount)


def _asked(call: Callable[[], stripe.PaymentIntent]) -> Seen:
    try:
        return _seen(call())
    except stripe.CardError as error:
        return _declined(error)
    except _UNKNOWN as error:
        raise OutcomeUnknown(str(error)) from error


def _declined(error: stripe.CardError) -> Seen:
    body: Any = error.json_body or {}
    said = body.get("error", {})
    intent = said.get("payment_intent", {})
    metadata = intent.get("metadata", {})
    code = said.get("decline_code") or error.code or "card_declined"
    return Seen(
        intent=intent.get("id", ""),
        status=Status.DECLINED,
        amount_fen=intent.get("amount", 0),
        currency=intent.get("currency", ""),
        key=metadata.get("payment", ""),
        decline_code=code,
    )


def _seen(intent: stripe.PaymentIntent) -> Seen:
    plain: dict[str, Any] = json.loads(str(intent))
    status = _STATUS.get(plain["status"])
    failed = plain.get("last_payment_error") or {}
    if status is None:  # requires_payment_method: new, or back there after a decline
        status = Status.DECLINED if failed else Status.NEW
    return Seen(
        intent=plain["id"],
        status=status,
        amount_fen=plain["amount_received"] if status == Status.SUCCEEDED else plain["amount"],
        currency=plain["currency"],
        key=(plain.get("metadata") or {}).get("payment", ""),
        decline_code=failed.get("decline_code") or failed.get("code") or "",
        next_url=_next_url(plain.get("next_action") or {}),
    )


def _next_url(action: dict[str, Any]) -> str:
    wechat = action.get("wechat_pay_display_qr_code") or {}
    for kind in ("redirect_to_url", "alipay_handle_redirect"):
        if action.get(kind):
            return str(action[kind]["url"])
    return str(wechat.get("hosted_instructions_url") or "")
