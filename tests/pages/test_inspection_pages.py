"""What the public and an organ see of inspections."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from market.models import Person
from supervision.models import Inspector
from tests.makers import supervision as make

SCRIPT = Path(__file__).parents[2] / "draws" / "static" / "draws" / "check_draw.py"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def queries(address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert Client().get(address).status_code == 200
    return len(seen)


def test_the_page_says_who_is_drawn_and_never_an_inspectors_name() -> None:
    inspection = make.drawn(make.an_announced_inspection())
    page = Client().get(f"/inspections/{inspection.number}/").content.decode()
    told = inspection.outcome
    for said in [*told["draws"][0]["entrants"], *told["draws"][1]["entrants"], *(draw["seed"] for draw in told["draws"])]:
        assert said in page
    assert "没有出示，按公告以承诺值代替" in page
    assert not any(each.person.full_name in page for each in Inspector.objects.select_related("person"))


def test_before_the_draw_there_is_nothing_to_derive() -> None:
    inspection = make.an_announced_inspection()
    page = Client().get(f"/inspections/{inspection.number}/").content.decode()
    assert "还没有抽取" in page
    assert "在本机重新计算" not in page
    assert Client().get(f"/inspections/{inspection.number}/data.json").status_code == 404


def test_the_script_derives_both_draws_again(tmp_path: Path) -> None:
    inspection = make.drawn(make.an_announced_inspection())
    file = tmp_path / "draw.json"
    told = Client().get(f"/inspections/{inspection.number}/data.json").json()
    file.write_text(json.dumps(told), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, text=True, check=True)
    assert "全部相符，共 2 次抽取" in done.stdout
    told["draws"][0]["contributions"][0][1] = "00" * 32
    file.write_text(json.dumps(told), encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, check=False).returncode == 1


def test_the_pages_ask_the_same_number_of_questions_however_many_there_are() -> None:
    organ = make.an_organ(agencies=3)
    first = make.drawn(make.an_announced_inspection(organ))
    one = (queries("/inspections/"), queries(f"/inspections/{first.number}/"))
    for _ in range(3):
        make.a_listed_agency()
    for _ in range(4):
        last = make.drawn(make.an_announced_inspection(organ))
    assert (queries("/inspections/"), queries(f"/inspections/{last.number}/")) == one
    assert max(one) <= 12


def test_a_number_that_another_organ_took_meanwhile_is_made_anew_under_the_next() -> None:
    organ = make.an_organ()
    client = Client()
    client.force_login(Person.objects.get(pk=organ.person_id))
    stale = {"region": "410000", "agencies": 2, "inspectors": 2, "number": "ZX-JC-2026-0001", "commit": "ab" * 32}
    make.an_announced_inspection(organ)
    answer = client.post("/my/inspections/new/", stale)
    assert answer.status_code == 422
    assert 'value="ZX-JC-2026-0002"' in answer.content.decode()
    assert "ab" * 32 not in answer.content.decode()
