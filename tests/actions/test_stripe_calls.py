"""Every call that we send is one that Stripe's own API description knows, says the official stripe-mock (deploy/stripe_mock.sh)."""

import os
import shutil
import socket
import subprocess
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import stripe

from payments.gateways.base import Order
from payments.gateways.stripe import StripeGateway

BIN = os.environ.get("STRIPE_MOCK") or str(Path(__file__).parents[2] / ".cache" / "stripe-mock")
LEFT_OUT = "LEFT OUT: stripe-mock is not here; run deploy/stripe_mock.sh (it needs Go)"


@pytest.fixture(scope="module")
def client() -> Iterator[stripe.StripeClient]:
    """The library, talking to stripe-mock on a free port."""
    if not shutil.which(BIN):
        pytest.skip(LEFT_OUT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([BIN, "-http-port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield stripe.StripeClient("sk_test_123", base_addresses={"api": f"http://127.0.0.1:{port}"}, max_network_retries=0)
    finally:
        server.terminate()
        server.wait()


def an_order(method: str, token: str = "") -> Order:
    return Order("zx_1", 1, 8_260_000, method, token, "ZX-HT-2026-0001", "ZX-HT-2026-0001-P1", "https://example.org/back/")


@pytest.mark.parametrize(("method", "token"), [("card", "pm_card_visa"), ("alipay", ""), ("wechat_pay", "")])
def test_the_calls_of_a_payment_are_valid(client, method: str, token: str) -> None:
    gateway = StripeGateway(client, webhook_secret="", is_sample=True)
    made = gateway.create(an_order(method, token))
    assert made.intent.startswith("pi_")
    gateway.confirm(made.intent, an_order(method, token))
    gateway.look_up(made.intent)


def test_the_call_of_a_refund_is_valid(client) -> None:
    gateway = StripeGateway(client, webhook_secret="", is_sample=True)
    assert gateway.refund("pi_1", amount_fen=100, key="k").outside_id.startswith("re_")


def test_a_call_that_stripe_does_not_know_is_found_out(client) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create(params={"amount": 1, "currency": "cny", "no_such_parameter": "x"})
