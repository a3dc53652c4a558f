"""An organ announces an inspection, shows its number, and anybody derives both draws again: in browsers from end to end."""

import json

import pytest

from draws.terms import commitment_of
from kernel import clock
from ledger.models import Pending
from ledger.sequencer import sequence_all
from market.models import Person
from supervision import due, reads
from supervision.models import Inspection
from tests.makers import supervision as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_ten")]


def test_an_inspection_from_its_announcement_to_its_draw(reader) -> None:
    organ = make.an_organ(agencies=5, pool=3)
    tied = make.an_inspector(organ, ties=tuple(reads.register_before().entrants("410000", "")))
    sequence_all()
    official = reader()
    official.sign_in(Person.objects.get(pk=organ.person_id).username)
    official.open("/my/inspections/")
    official.shot("my-inspections")
    official.press("公告一次检查")
    official.fill(agencies="9", inspectors="2")
    official.press("公告检查")
    assert "登记在册的机构 5，要抽 9" in official.page.inner_text("main")
    official.fill(agencies="2")
    number = official.page.locator("[data-number-shown]").inner_text()
    official.shot("new-inspection")
    with official.page.expect_download() as saved:
        official.press("下载保存")
    assert saved.value.path().read_text() == f"{number}\n"
    official.press("公告检查")
    inspection = Inspection.objects.get()
    commits = {each.party: each.commit for each in reads.commitments_of(inspection.number)}
    assert commits[organ.uscc] == commitment_of(inspection.number, organ.uscc, bytes.fromhex(number))
    assert not Pending.objects.filter(body__contains=number).exists()
    official.shot("inspection-announced")

    clock.set_to(inspection.opens_at)
    official.open("/my/")
    official.press(f"出示抽取用的数：{inspection.number}")
    assert official.page.locator("[name=value]").input_value() == number
    official.shot("inspection-show")
    official.press("出示，写入公开记录")
    clock.set_to(inspection.draws_at)
    sequence_all()
    assert due.draw_due() == 1
    sequence_all()

    anybody = reader()
    anybody.open("/inspections/")
    anybody.shot("inspections")
    anybody.press("全部登记机构")
    page = anybody.page
    assert f"{tied.code} 回避" in page.inner_text("main")
    anybody.press("在本机重新计算")
    page.get_by_text("8 个次序全部相符").wait_for(state="visible")
    anybody.shot("inspection")
    told = json.loads(page.locator("#draw-data").inner_text())
    order = told["draws"][1]["order"]
    order[0], order[1] = order[1], order[0]
    page.evaluate("told => { document.querySelector('#draw-data').textContent = told }", json.dumps(told))
    anybody.press("在本机重新计算")
    page.get_by_text("第 1 位应当是").wait_for(state="visible")
    anybody.check()
