"""Before the opening nobody reads an amount: not in a table, the record, a page, a feed, the admin or the log."""

import json
import logging

from django.db import connection
from django.test import Client

from bidding import access
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Bid
from kernel.actors import VISITOR
from ledger.models import Pending
from market.models import Person
from sealing.envelope import seal
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market

CANARY_FEN = 8_765_432  # 87,654.32 yuan
TRACES = ("8765432", "87654.32", "87,654.32")


def a_canary(need, agency) -> Bid:
    plain = {"v": "bid/1", "amount_fen": CANARY_FEN, "note": "canary-note"}
    envelope, _ = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees)
    return submit_bid(actor=agency, number=need.number, envelope=envelope)


def test_no_row_of_any_table_holds_the_amount(at_ten) -> None:
    a_canary(needs.an_open_need(), make.a_bidder())
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            for trace in (*TRACES, "canary-note"):
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{trace}%"])
                if cursor.fetchone()[0]:
                    found.append((table, trace))
    assert found == []


def test_no_page_shows_the_amount_or_the_bidder(at_ten, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    buyer, agency = market.a_firm(), make.a_bidder("寒泉水土保持设计所")
    need = needs.an_open_need(buyer)
    bid = a_canary(need, agency)
    pages = [
        f"/needs/{need.number}/",
        f"/needs/{need.number}/data.json",
        "/needs/",
        "/needs/data.json",
        f"/my/needs/{need.number}/",
    ]
    for actor in (None, buyer, make.a_bidder(), market.a_regulator(), market.an_operator()):
        client = Client()
        if actor:
            client.force_login(Person.objects.get(pk=actor.person_id), "django.contrib.auth.backends.ModelBackend")
        for path in pages:
            page = client.get(path).content.decode()
            assert not any(trace in page for trace in (*TRACES, "寒泉水土保持设计所")), path
        assert client.get(f"/my/bids/{bid.envelope_hash}/").status_code in {302, 404}
    assert not any(trace in caplog.text for trace in TRACES)


def test_the_querysets_of_bids_are_ones_own(at_ten) -> None:
    agency, other = make.a_bidder(), make.a_bidder()
    a_canary(needs.an_open_need(), agency)
    assert [access.bids_visible_to(actor).count() for actor in (agency, other, VISITOR)] == [1, 0, 0]


def test_the_record_names_the_envelope_and_no_amount(at_ten) -> None:
    bid = a_canary(needs.an_open_need(), make.a_bidder())
    bodies = " ".join(Pending.objects.values_list("body", flat=True))
    assert bid.envelope_hash in bodies
    assert not any(trace in bodies for trace in TRACES)
    assert "amount" not in json.dumps(bid.envelope)
