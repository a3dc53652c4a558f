"""The page of a need's draws: everything that deriving them again needs, and nothing where chance had no say."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bidding.actions.opening.take_beacon import take_beacon
from bidding.due import decide_due
from bidding.models import Decision
from draws.actions import show_contributions
from draws.terms import notary_statement
from kernel.actors import SCHEDULER
from tests.makers.bidding import an_open_need
from tests.makers.bids import a_bidder, a_decided_need, pass_the_deadline
from tests.makers.rooms import a_drawn_need, an_entry

SCRIPT = Path(__file__).parents[2] / "draws" / "static" / "draws" / "check_draw.py"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def checked(path: Path, told: dict) -> subprocess.CompletedProcess[str]:
    path.write_text(json.dumps(told), encoding="utf-8")
    return subprocess.run([sys.executable, "-I", str(SCRIPT), str(path)], capture_output=True, text=True, check=False)


def test_the_page_shows_entrants_root_contributions_seed_and_order(client) -> None:
    need = a_drawn_need(4)
    drawn = Decision.objects.get(need=need).draws[0]
    html = client.get(f"/needs/{need.number}/draw/").content.decode()
    [sheet] = client.get(f"/needs/{need.number}/draw/data.json").json()["draws"]
    assert (sheet["seed"], sheet["order"], len(sheet["contributions"])) == (drawn["seed"], drawn["order"], 6)
    for said in [sheet["root"], sheet["seed"], *sheet["entrants"], *(value[:32] for _, value in sheet["contributions"])]:
        assert said in html
    assert "候补第 3 位" in html


def test_the_draw_among_equals_is_named_in_words(client) -> None:
    need = a_decided_need(80_000, 80_000, 90_000)
    html = client.get(f"/needs/{need.number}/draw/").content.decode()
    assert "并列第 1 名抽签" in html
    shown = re.sub(r"<script.*?</script>|<[^>]*>", "", html, flags=re.DOTALL)
    assert "/tie-" not in shown
    assert "在并列第 1 名的 2 家中公开抽签列第 1" in client.get(f"/results/{need.number}/").content.decode()


def test_the_result_leads_to_its_draw_and_to_none_where_there_was_none(client) -> None:
    drawn, priced = a_drawn_need(3), a_decided_need(800, 900, 950)
    assert f"/needs/{drawn.number}/draw/" in client.get(f"/results/{drawn.number}/").content.decode()
    assert "/draw/" not in client.get(f"/results/{priced.number}/").content.decode()
    assert client.get(f"/needs/{priced.number}/draw/").status_code == 404


def test_the_script_derives_a_draw_and_a_tie_again_and_finds_each_change(client, tmp_path) -> None:
    for need in (a_drawn_need(4), a_decided_need(80_000, 80_000, 80_000, 90_000)):
        told = client.get(f"/needs/{need.number}/draw/data.json").json()
        good = checked(tmp_path / "draw.json", told)
        assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "全部相符，共 1 次抽取")
        sheet = told["draws"][0]
        changes = {
            "root": "00" * 32,
            "seed": "00" * 32,
            "order": sheet["order"][::-1],
            "entrants": sheet["entrants"][1:],
            "contributions": [["list", "00" * 32], *sheet["contributions"][:-1]],
            "places": 1,
            "beacon": ["ssq", "2026001", "1"],
            "draw": f"{need.number}/tie-9",
        }
        for name, value in changes.items():
            bad = checked(tmp_path / "draw.json", told | {"draws": [sheet | {name: value}]})
            assert bad.returncode == 1, name
            assert "不符" in bad.stdout, name


def test_the_page_says_what_is_proven_and_against_whom(client, monkeypatch, settings) -> None:
    html = client.get(f"/needs/{a_drawn_need(3).number}/draw/").content.decode()
    assert "平台运营方" in html
    assert "开启密钥由运营方一家保管" in html
    assert html.count("不完全") == 1
    monkeypatch.setattr(show_contributions, "secret", lambda name: b"\x01" * 32)
    withheld = client.get(f"/needs/{a_drawn_need(3).number}/draw/").content.decode()
    assert "没有出示，按公告以公布公告时固定的值代替" in withheld
    assert "能在两个结果里选一次" in withheld


def test_the_page_shows_the_beacon_and_whom_it_holds_against(client, settings) -> None:
    key = Ed25519PrivateKey.generate()
    settings.DRAW_BEACON, settings.DRAW_NOTARY_KEY = "notary", key.public_key().public_bytes_raw().hex()
    need = an_open_need(method="random_draw", price_mode="fixed")
    assert "抽签的种子加入公证员现场取数（2026-06-10）" in client.get(f"/needs/{need.number}/").content.decode()
    for _ in range(3):
        an_entry(need, a_bidder())
    pass_the_deadline(need)
    signed = key.sign(notary_statement(need.number, "2026-06-10", "040815")).hex()
    take_beacon(actor=SCHEDULER, number=need.number, value="040815", proof=signed)
    decide_due()
    html = client.get(f"/needs/{need.number}/draw/").content.decode()
    assert "公开数源：公证员现场取数，2026-06-10" in html
    assert "040815" in html
    assert "不完全" not in html
    [sheet] = client.get(f"/needs/{need.number}/draw/data.json").json()["draws"]
    assert sheet["beacon"] == ["notary", "2026-06-10", "040815"]


def test_the_list_shows_every_draw_the_newest_first_in_few_queries(client, django_assert_max_num_queries) -> None:
    tie, drawn, priced = a_decided_need(80_000, 80_000, 90_000), a_drawn_need(4), a_decided_need(800, 900, 950)
    html = client.get("/draws/").content.decode()
    assert 0 < html.index(f"/needs/{drawn.number}/draw/") < html.index(f"/needs/{tie.number}/draw/")
    assert f"/needs/{priced.number}/draw/" not in html
    assert "4 家参加" in html
    assert "1 组并列" in html
    with django_assert_max_num_queries(8):
        client.get("/draws/")


def test_the_printed_result_of_a_draw_carries_the_code_of_its_page(client) -> None:
    drawn, priced = a_drawn_need(3), a_decided_need(800, 900, 950)
    assert f"/needs/{drawn.number}/draw/code.svg" in client.get(f"/results/{drawn.number}/").content.decode()
    assert "/draw/code.svg" not in client.get(f"/results/{priced.number}/").content.decode()


def test_a_draw_takes_few_queries_however_many_take_part(client, django_assert_max_num_queries) -> None:
    need = a_drawn_need(8)
    with django_assert_max_num_queries(12):
        client.get(f"/needs/{need.number}/draw/")
