"""The pages of the public record."""

import re

import pytest
from django.template.loader import render_to_string

from kernel.actors import SCHEDULER, ActorKind
from ledger import merkle, reads
from ledger.field_words import FIELDS, KINDS
from ledger.record import RESERVED, record
from ledger.sequencer import sequence_all
from tests.makers.market_day import a_market

NEED, AGENCY = "ZX-2026-0001", "91350100M000100Y43"


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def happen(times=1):
    for n in range(times):
        record(SCHEDULER, "bid.sealed", {"need": NEED, "bidder": AGENCY, "seq": n}, private={"note": "秘密的话"})
    sequence_all()


def test_an_empty_record_says_so(at_ten, client):
    assert "还没有条目" in client.get("/record/").content.decode()
    assert client.get("/record/checkpoint").status_code == 404


def test_the_record_shows_its_size_its_key_and_how_to_check_it(at_ten, client):
    happen()
    page = client.get("/record/").content.decode()
    assert '<p class="zx-record"><small>共</small> 2 <small>条</small></p>' in page
    assert "python3 verify.py" in page
    assert "平台自己若作恶可以提前开启" in page
    assert "2026-06-03 10:00:00" in page  # as clocks in Beijing show it


@pytest.mark.parametrize(("query", "shown"), [(NEED, 3), (AGENCY, 3), ("ZX-2026-0002", 0), (AGENCY.lower(), 3)])
def test_a_need_or_an_organisation_is_found_by_its_code(at_ten, client, query, shown):
    happen(3)
    page = client.get("/record/", {"q": query}).content.decode()
    assert page.count("收到密封投标") == shown
    assert ("没有找到" in page) is (shown == 0)


def test_a_number_leads_to_its_entry(at_ten, client):
    happen()
    assert client.get("/record/", {"q": "1"}).headers["Location"] == "/record/entries/1/"
    assert client.get("/record/entries/9/").status_code == 404


def test_an_entry_says_who_acted_when_and_whether_in_words(at_ten, client):
    body = {
        "need": NEED,
        "buyer_kind": "firm",
        "method": "sealed_price",
        "department": False,
        "deadline": "2026-10-12T09:00:00.000000Z",
    }
    record(SCHEDULER, "need.published", body)
    sequence_all()
    page = re.sub(r"<[^>]*>", " ", client.get("/record/entries/1/").content.decode())
    for said in ("平台系统（按期限自动办理）", "企业", "密封竞价", "否", "2026 年 10 月 12 日（周一）17:00（北京时间）"):
        assert said in page.partition("原文")[0], said


def test_each_field_of_the_record_and_each_kind_of_actor_has_its_word():
    fields = {name for event in a_market().events for name in event} - RESERVED
    assert fields - FIELDS.keys() == set()
    assert KINDS.keys() == set(ActorKind)


def test_an_entry_shows_its_bytes_and_the_path_to_the_signed_root(at_ten, client):
    happen(3)
    page = client.get("/record/entries/2/").content.decode()
    assert "（北京时间）" in page
    point, path = reads.newest_checkpoint(), reads.inclusion_proof(2, 4)
    assert "收到密封投标" in page
    assert "说明（只记加盐摘要）" in page
    assert "秘密的话" not in page
    assert all(step in page for step in [*path, bytes(point.root).hex()])


def test_machines_read_the_checkpoint_the_entries_and_the_consistency(at_ten, client):
    happen(3)
    told = client.get("/record/entries.json", {"start": "1"}).json()
    assert (told["size"], told["next"], [each["idx"] for each in told["entries"]]) == (4, None, [1, 2, 3])
    assert all(merkle.leaf(each["body"].encode()).hex() == each["leaf"] for each in told["entries"])
    note = client.get("/record/checkpoint")
    assert (note.headers["Content-Type"], note.content.decode()) == ("text/plain; charset=utf-8", reads.newest_checkpoint().note)
    assert client.get("/record/consistency/2/4.json").json()["proof"] == reads.consistency_proof(2, 4)
    assert client.get("/record/consistency/5/4.json").status_code == 404


def test_the_page_asks_as_much_for_one_entry_as_for_twenty(at_ten, client, django_assert_num_queries):
    happen()
    client.get("/record/")
    with django_assert_num_queries(5) as few:
        client.get("/record/")
    happen(30)
    with django_assert_num_queries(len(few)):
        client.get("/record/")


def test_the_link_of_another_room_names_the_entry_or_says_that_it_waits():
    assert "第 7 条" in render_to_string("ledger/parts/entry_link.html", {"idx": 7})
    assert "排序中" in render_to_string("ledger/parts/entry_link.html", {"idx": None})
