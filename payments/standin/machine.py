"""What the stand-in does with a request. The payment methods are Stripe's own test tokens; Alipay and WeChat wait for the payer."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from payments.standin.store import Session, Store

DECLINES = {
    "pm_card_visa_chargeDeclined": "generic_decline",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "insufficient_funds",
}
ASKS_THE_PAYER = {"pm_card_authenticationRequired"}
Params = Mapping[str, str]
Answer = tuple[int, dict[str, Any]]


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, kind: str, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.answer: Answer = (status, {"error": {"type": kind, "code": code, "message": message, **more}})


class Machine:
    """The stand-in's whole behaviour. `now` says the time; `payer_url` is where a payer is sent to agree or not."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], payer_url: str, webhook_secret: str) -> None:
        self._store = Store(path)
        self._now = now
        self._payer_url = payer_url
        self._webhook_secret = webhook_secret

    def answer(self, method: str, path: str, params: Params, *, key: str = "") -> Answer:
        """Answer one request; the same key gets the same answer, and another request under it is an error."""
        request = hashlib.sha256(f"{method} {path} {sorted(params.items())}".encode()).hexdigest()
        with self._store.session() as session:
            known = session.answer(key) if key and method == "POST" else None
            if known and known[0] != request:
                return Refused(400, "idempotency_error", "idempotency_key_in_use", "This key was used for another request").answer
            if known:
                return known[1], known[2]
            try:
                status, body = 200, self._do(session, method, path.strip("/").split("/"), params)
            except Refused as refused:
                status, body = refused.answer
            if key and method == "POST" and status < 500:
                session.keep_answer(key, request, status, body)
            return status, body

    def payer_says(self, intent_id: str, *, yes: bool) -> dict[str, Any] | None:
        """The payer agrees, or does not, on the page to which he was sent."""
        with self._store.session() as session:
            intent = session.get(intent_id)
            if intent is None or intent["status"] != "requires_action":
                return intent
            if yes:
                self._take(session, intent)
            else:
                self._fail(session, intent, "payment_intent_authentication_failure")
            return intent

    def seen(self, intent_id: str) -> dict[str, Any] | None:
        """An intent, for the payer's page."""
        with self._store.session() as session:
            return session.get(intent_id)

    def messages(self, most: int = 100) -> list[tuple[bytes, str]]:
        """The messages that wait, oldest first, each signed now. They are handed out once."""
        with self._store.session() as session:
            waiting = session.take_messages(most)
        return [self.signed(message) for message in waiting]

    def signed(self, message: dict[str, Any], *, at: datetime | None = None) -> tuple[bytes, str]:
        """A message as Stripe sends it: the raw body and the header that signs it."""
        body = json.dumps(message).encode()
        stamp = int((at or self._now()).timestamp())
        mac = hmac.new(self._webhook_secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        return body, f"t={stamp},v1={mac}"

    def _do(self, session: Session, method: str, parts: list[str], params: Params) -> dict[str, Any]:
        match (method, parts):
            case ("POST", ["v1", "payment_intents"]):
                return self._create(session, params)
            case ("GET", ["v1", "payment_intents", name]):
                return self._find(session, name)
            case ("POST", ["v1", "payment_intents", name, "confirm"]):
                return self._confirm(session, self._find(session, name), params)
            case ("POST", ["v1", "payment_intents", name, "capture"]):
                return self._capture(session, self._find(session, name))
            case ("POST", ["v1", "payment_intents", name, "cancel"]):
                return self._cancel(session, self._find(session, name))
            case ("POST", ["v1", "refunds"]):
                return self._refund(session, params)
            case ("GET", ["v1", "refunds", name]):
                return self._find(session, name)
        raise Refused(404, "invalid_request_error", "url_invalid", f"Unrecognized request URL ({method}: /{'/'.join(parts)})")

    def _find(self, session: Session, name: str) -> dict[str, Any]:
        thing = session.get(name)
        if thing is None:
            raise Refused(404, "invalid_request_error", "resource_missing", f"No such object: '{name}'")
        return thing

    def _create(self, session: Session, params: Params) -> dict[str, Any]:
        amount = params.get("amount", "")
        if not amount.isascii() or not amount.isdigit() or int(amount) == 0:
            raise Refused(400, "invalid_request_error", "parameter_invalid_integer", "Invalid positive integer", param="amount")
        if params.get("currency") != "cny":
            raise Refused(
                400, "invalid_request_error", "parameter_missing", "Missing required param: currency.", param="currency"
            )
        intent = {
            "id": f"pi_{secrets.token_hex(12)}",
            "object": "payment_intent",
            "amount": int(amount),
            "amount_received": 0,
            "amount_refunded": 0,
            "currency": "cny",
            "capture_method": params.get("capture_method", "automatic"),
            "created": int(self._now().timestamp()),
            "description": params.get("description"),
            "last_payment_error": None,
            "livemode": False,
            "metadata": {k[9:-1]: v for k, v in params.items() if k.startswith("metadata[")},
            "next_action": None,
            "payment_method_types": [v for k, v in sorted(params.items()) if k.startswith("payment_method_types[")],
            "status": "requires_payment_method",
        }
        session.put(intent)
        self._tell(session, "payment_intent.created", intent)
        return intent

    def _confirm(self, session: Session, intent: dict[str, Any], params: Params) -> dict[str, Any]:
        if intent["status"] not in {"requires_payment_method", "requires_confirmation", "requires_action"}:
            raise self._unexpected(intent)
        token, kind = params.get("payment_method", ""), params.get("payment_method_data[type]", "card")
        intent["last_payment_error"], intent["return_url"] = None, params.get("return_url", "")
        if token in DECLINES:
            error = self._fail(session, intent, "card_declined", DECLINES[token])
            raise Refused(402, "card_error", "card_declined", "Your card was declined.", **error, payment_intent=intent)
        if token in ASKS_THE_PAYER or kind in {"alipay", "wechat_pay"}:
            intent["status"], intent["next_action"] = "requires_action", self._action(intent["id"], kind)
            session.put(intent)
            self._tell(session, "payment_intent.requires_action", intent)
            return intent
        if not token.startswith("pm_card_"):
            raise Refused(400, "invalid_request_error", "resource_missing", f"No such PaymentMethod: '{token}'")
        if intent["capture_method"] == "manual":
            intent["status"] = "requires_capture"
            session.put(intent)
            return intent
        return self._take(session, intent)

    def _action(self, intent: str, kind: str) -> dict[str, Any]:
        url = self._payer_url.format(intent=intent)
        if kind == "wechat_pay":
            return {"type": "wechat_pay_display_qr_code", "wechat_pay_display_qr_code": {"hosted_instructions_url": url}}
        return {"type": "redirect_to_url", "redirect_to_url": {"url": url}}

    def _take(self, session: Session, intent: dict[str, Any]) -> dict[str, Any]:
        intent.update(status="succeeded", next_action=None, last_payment_error=None, amount_received=intent["amount"])
        session.put(intent)
        self._tell(session, "payment_intent.succeeded", intent)
        return intent

    def _fail(self, session: Session, intent: dict[str, Any], code: str, decline_code: str = "") -> dict[str, Any]:
        error = {"decline_code": decline_code} if decline_code else {}
        failed = {"type": "card_error", "code": code, **error}
        intent.update(status="requires_payment_method", next_action=None, last_payment_error=failed)
        session.put(intent)
        self._tell(session, "payment_intent.payment_failed", intent)
        return error

    def _capture(self, session: Session, intent: dict[str, Any]) -> dict[str, Any]:
        if intent["status"] != "requires_capture":
            raise self._unexpected(intent)
        return self._take(session, intent)

    def _cancel(self, session: Session, intent: dict[str, Any]) -> dict[str, Any]:
        if intent["status"] in {"succeeded", "canceled"}:
            raise self._unexpected(intent)
        intent.update(status="canceled", next_action=None)
        session.put(intent)
        self._tell(session, "payment_intent.canceled", intent)
        return intent

    def _refund(self, session: Session, params: Params) -> dict[str, Any]:
        intent = self._find(session, params.get("payment_intent", ""))
        left = intent["amount_received"] - intent["amount_refunded"]
        amount = int(params.get("amount") or left)
        if not 0 < amount <= left:
            raise Refused(400, "invalid_request_error", "charge_already_refunded", f"Refund amount is greater than {left}")
        intent["amount_refunded"] += amount
        session.put(intent)
        refund = {
            "id": f"re_{secrets.token_hex(12)}",
            "object": "refund",
            "amount": amount,
            "currency": "cny",
            "payment_intent": intent["id"],
            "status": "succeeded",
        }
        session.put(refund)
        self._tell(session, "refund.created", refund)
        return refund

    def _unexpected(self, intent: dict[str, Any]) -> Refused:
        said = f"This PaymentIntent has a status of {intent['status']}."
        return Refused(400, "invalid_request_error", "payment_intent_unexpected_state", said, payment_intent=intent)

    def _tell(self, session: Session, kind: str, about: dict[str, Any]) -> None:
        session.say(
            {
                "id": f"evt_{secrets.token_hex(12)}",
                "object": "event",
                "type": kind,
                "created": int(self._now().timestamp()),
                "livemode": False,
                "data": {"object": about},
            }
        )
