"""Records of one need whose draw rests on more than the usual: two trustees, another way, a public source named beforehand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from draws.sources.drand import round_after
from draws.terms import notary_statement
from draws.ways import Way
from kernel.clock import BEIJING
from ledger.record import stamp
from tests.makers import history as make


def with_two_trustees(second: Callable[[str, str], make.Event] = make.a_notary) -> list[make.Event]:
    """A need whose keys two hold, either of whom opens: the operator's contribution lies sealed to them."""
    day = make.History(trustees=2, second=second)
    need = day.a_need("ZX-2026-0001")
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    return day.events


def drawn_by(way: Way, **more: Any) -> list[make.Event]:
    """Three equal prices, under a notice that names this way of drawing."""
    day = make.History()
    need = day.a_need("ZX-2026-0001", draw=make.terms_now(way=way), **more)
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    return day.events


SIGNATURE = "ab" * 48


def with_a_beacon() -> list[make.Event]:
    """A need whose notice named a round of drand; its value came three minutes after the closing."""
    day = make.History()
    agencies = [day.an_agency() for _ in range(3)]
    closes_at = day.now + timedelta(days=4)
    named = {"source": "drand-quicknet", "period": str(round_after(closes_at)), "by": stamp(closes_at + timedelta(hours=2))}
    need = day.a_need("ZX-2026-0001", draw=make.terms_now({**named, "fallback": "none"}))
    assert need["deadline"] == stamp(closes_at)
    return _drawn_with(day, need, agencies, SIGNATURE)


def with_a_notary() -> list[make.Event]:
    """A need whose notice named a notary; the notary drew and signed a number after the closing."""
    day = make.History()
    agencies = [day.an_agency() for _ in range(3)]
    closes_at, key = day.now + timedelta(days=4), Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
    period = closes_at.astimezone(BEIJING).date().isoformat()
    named = {"source": "notary", "period": period, "by": stamp(closes_at + timedelta(days=2)), "fallback": "none"}
    need = day.a_need("ZX-2026-0001", draw=make.terms_now({**named, "key": key.public_key().public_bytes_raw().hex()}))
    proof = key.sign(notary_statement(need["need"], period, "040815")).hex()
    return _drawn_with(day, need, agencies, "040815", proof=proof)


def _drawn_with(day: make.History, need: make.Event, agencies: list[str], value: str, **proof: str) -> list[make.Event]:
    bids = [day.a_bid(need, agency, 11_000_000) for agency in agencies]
    root = day.closing(need, bids)
    opened = day.opening(need, bids)
    named = need["draw"]["beacon"]
    beacon = (named["source"], named["period"], value)
    day.add("beacon.fetched", need=need["need"], source=beacon[0], period=beacon[1], value=value, **proof)
    day.a_decision(need, opened, root, beacon=beacon)
    return day.events
