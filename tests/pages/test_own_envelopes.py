"""A bidder fetches its own sealed envelope again: the bytes that were taken in, before the opening and after, and nobody else's."""

import hashlib
import json

import pytest
from django.test import Client

from bidding import reads
from bidding.models import Bid, Need
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts
from tests.pages.test_bidding_bids import browser


@pytest.fixture
def need(at_ten) -> Need:
    return needs.an_open_need()


def file_of(bid: Bid, name: str = "envelope") -> str:
    """Where an envelope of a bid is fetched."""
    return f"/my/bids/{bid.envelope_hash}/{name}.json"


def test_the_file_is_the_envelope_whose_hash_the_receipt_and_the_record_name(need) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency, 80_000)
    sequence_all()
    page = browser(agency).get(f"/my/bids/{bid.envelope_hash}/").content.decode()
    assert f'href="{file_of(bid)}"' in page
    answer = browser(agency).get(file_of(bid))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{need.number}-1-envelope.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert json.loads(answer.content) == bid.envelope
    name = hashlib.sha256(answer.content).hexdigest()
    assert name == bid.envelope_hash == reads.receipt_of(bid)["bid"]
    assert [facts["bid"] for facts in recorded_facts("bid.sealed", need.number)] == [name]


def test_the_file_is_the_same_after_the_opening_and_after_another_took_its_place(need) -> None:
    agency = make.a_bidder()
    client = browser(agency)
    first = make.a_sealed_bid(need, agency, 80_000)
    sent = client.get(file_of(first)).content
    second = make.a_sealed_bid(need, agency, 79_000, seq=2)
    make.a_sealed_bid(need, make.a_bidder(), 81_000)
    make.a_sealed_bid(need, make.a_bidder(), 82_000)
    newer = client.get(file_of(second)).content
    make.pass_the_deadline(need)
    second.refresh_from_db()
    assert second.state == "opened"
    assert (client.get(file_of(first)).content, client.get(file_of(second)).content) == (sent, newer)


def test_a_fetched_envelope_that_is_handed_in_again_is_the_same_bid(need) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency, 80_000)
    client = browser(agency)
    again = client.post(f"/needs/{need.number}/bid/", {"envelope": client.get(file_of(bid)).content.decode()})
    assert again.headers["Location"] == f"/my/bids/{bid.envelope_hash}/"
    assert Bid.objects.get() == bid


def test_another_agency_finds_nothing_before_the_opening_or_after_and_a_visitor_is_asked_to_sign_in(need) -> None:
    other = make.a_bidder()
    bid, _, _ = (make.a_sealed_bid(need, who) for who in (make.a_bidder(), other, make.a_bidder()))
    for name in ("envelope", "plan"):
        assert browser(other).get(file_of(bid, name)).status_code == 404
        assert Client().get(file_of(bid, name)).headers["Location"].startswith("/accounts/login/")
    make.pass_the_deadline(need)
    bid.refresh_from_db()
    assert bid.state == "opened"
    assert browser(other).get(file_of(bid)).status_code == 404
    assert browser(other).get(file_of(bid).replace(bid.envelope_hash, "0" * 64)).status_code == 404


def test_a_bid_without_a_plan_has_no_envelope_of_a_plan(need) -> None:
    agency = make.a_bidder()
    assert browser(agency).get(file_of(make.a_sealed_bid(need, agency, 80_000), "plan")).status_code == 404


def test_a_bid_with_a_plan_gives_both_envelopes_each_under_its_own_hash(at_ten) -> None:
    need, (bidder,) = experts.a_need_with_plans(80_000)
    bid = Bid.objects.get(need=need)
    page = browser(bidder).get(f"/my/bids/{bid.envelope_hash}/").content.decode()
    for name, sealed in (("envelope", bid), ("plan", bid.plan)):
        answer = browser(bidder).get(file_of(bid, name))
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{need.number}-1-{name}.json"'
        assert hashlib.sha256(answer.content).hexdigest() == sealed.envelope_hash
        assert sealed.envelope_hash in page
        assert f'href="{file_of(bid, name)}"' in page
