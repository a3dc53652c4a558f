"""A price sealed in Chromium to four trustees in processes of their own, three of whom open: one is killed, the award stands."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.core.management import call_command

from bidding import due
from bidding.models import Bid
from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from market.models import Person
from sealing.opening import Void, open_envelope
from tests.conftest import WEDNESDAY
from tests.ledger.browser import in_the_browser
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.trustees import four_processes

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_bid_sealed_to_four_trustees_is_opened_when_one_of_them_has_died(reader, db, settings, tmp_path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    clock.set_to(WEDNESDAY)  # the trustees' own clocks are the machine's, beyond the deadline: the record alone holds them
    call_command("seed", verbosity=0)
    with four_processes(settings, tmp_path) as trustees:
        need = needs.an_open_need(market.a_firm("栖梧新材料有限公司"), item_code="B02")
        assert [each["name"] for each in need.trustees["set"]] == ["operator", "regulator", "finance", "notary"]
        for yuan in (81_000, 88_000):
            make.a_sealed_bid(need, make.a_bidder(), yuan)
        ours = make.a_bidder("澄川环境技术有限公司")
        bidder = reader()
        bidder.sign_in(Person.objects.get(pk=ours.person_id).username)
        bidder.open(f"/needs/{need.number}/bid/")
        assert "开启密钥目前由平台一方保管" not in bidder.page.locator("main").inner_text()
        bidder.page.get_by_label("报价（元）").fill("74321.98")
        bidder.page.get_by_role("button", name="密封并核对").click()
        bidder.page.locator("[data-seal-check]").wait_for(state="visible")
        bidder.press("提交密封投标")
        bid = Bid.objects.get(agency=make.agency_of(ours))
        assert (bid.envelope["t"], bid.envelope["n"], len(bid.envelope["w"])) == (3, 4, 4)

        trustees[1].kill()
        make.reach_the_deadline(need)
        assert due.close_due() == 1
        assert due.open_due() == 0, "the closing is not in order on the record yet: no trustee is asked"
        sequence_all()
        assert due.open_due() == 1
        assert due.decide_due() == 1

    released = {fact["i"]: fact["key"] for fact in recorded_facts("trustee.released", need.number)}
    assert sorted(released) == [1, 3, 4]
    assert [(fact["i"], fact["outcome"]) for fact in recorded_facts("trustee.missed", need.number)] == [(2, "silent")]
    bid.refresh_from_db()
    assert bid.amount_fen == 7_432_198
    two = {i: released[i] for i in (1, 3)}
    assert open_envelope(bid.envelope, two) == Void("too-few-valid-shares", None), "two of the three keys read nothing"

    visitor = reader()
    visitor.open(f"/results/{need.number}/")
    assert "74,321.98" in visitor.page.locator("main").inner_text()
    make.pass_the_publicity(need)
    sequence_all()
    assert recorded_facts("award.made", need.number)[0]["bidder"] == ours.uscc
    export_record(tmp_path / "export")
    told = subprocess.run(
        [sys.executable, VERIFIER / "verify.py", tmp_path / "export"], capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 0, told.stdout
    trusted = json.loads((tmp_path / "export" / "trust.json").read_text())["trustees"]
    assert [(each["name"], each["key"]) for each in trusted] == [(each["name"], each["by"]) for each in need.trustees["set"]]
    assert in_the_browser([(tmp_path / "export", {})]) == [[]]
