"""The page of a need's draws: everything that deriving them again needs, and nothing where chance had no say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bidding.models import Decision
from tests.makers.bids import a_decided_need
from tests.makers.rooms import a_drawn_need

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


def test_a_draw_takes_few_queries_however_many_take_part(client, django_assert_max_num_queries) -> None:
    need = a_drawn_need(8)
    with django_assert_max_num_queries(12):
        client.get(f"/needs/{need.number}/draw/")
