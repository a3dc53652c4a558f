"""J1: an agency joins: account, organisation, task list, check, declaration, number; repaired, admitted, public."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from agencies import actions as agencies
from agencies.models import Registration
from kernel import clock
from market.codes import with_checks
from tests.conftest import WEDNESDAY
from tests.makers import market as make

pytestmark = pytest.mark.django_db(transaction=True)
PDF = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n% sample\n%%EOF\n"}
CODE = with_checks("91410300MA900042")


def test_an_agency_joins_repairs_its_papers_and_is_public(reader) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    operator = make.an_operator()
    somebody = reader()
    page = somebody.open("/accounts/signup/")
    somebody.fill(
        username="chengchuan", full_name="李澄", email="li@example.com", password1="long-enough-77", password2="long-enough-77"
    )
    somebody.press("注册", exact=True)

    somebody.open("/my/organisation/new/")
    page.get_by_label("中介机构").check()
    somebody.fill(uscc=CODE[:-1] + ("0" if CODE[-1] != "0" else "1"), name="澄川环境技术有限公司")
    page.locator("[name=region_code]").select_option("410300")
    somebody.press("登记", exact=True)
    assert "校验码" in page.locator(".zx-errsum").inner_text()
    assert page.title().startswith("错误：")
    somebody.fill(uscc=CODE.lower())
    somebody.press("登记", exact=True)

    somebody.open("/my/agency/")
    somebody.press("开始入驻")
    assert "尚未开始" in page.locator("main").inner_text()
    somebody.shot("j1-tasks-at-first")
    fill_in(somebody)
    somebody.open("/my/agency/")
    somebody.shot("registration")
    somebody.open("/my/agency/check/")
    assert CODE in page.locator("main").inner_text()
    page.locator("main input[type=checkbox]").check()
    somebody.shot("j1-check")
    somebody.press("声明并提交")
    assert "ZX-RZ-2026-000001" in page.locator("main").inner_text()
    somebody.shot("j1-submitted")

    registration = Registration.objects.get()
    agencies.return_registration(actor=operator, registration_id=registration.pk, reasons={"licence": "扫描件看不清，请重新上传"})
    somebody.open("/my/agency/")
    assert "扫描件看不清" in page.locator("main").inner_text()
    page.goto(somebody.base + "/my/agency/licence/")
    page.locator("[name=file]").set_input_files(PDF)
    somebody.press("保存并继续")
    somebody.open("/my/agency/check/")
    page.locator("main input[type=checkbox]").check()
    somebody.press("声明并提交")
    clock.forward(timedelta(hours=3))
    agencies.admit_registration(actor=operator, registration_id=registration.pk)

    visitor = reader()
    public = visitor.open(f"/agencies/{CODE}/")
    text = public.locator("main").inner_text()
    assert "澄川环境技术有限公司" in text
    assert "正常" in text
    assert "B02" in text
    assert "李澄" not in public.content()
    visitor.shot("j1-agency")


def fill_in(somebody) -> None:
    """Every task of the list, one page a topic."""
    page = somebody.page
    somebody.open("/my/agency/unit/")
    somebody.fill(code=CODE, address="洛阳市示例路 1 号", contact_phone="０３７９－６０００００００")
    somebody.press("保存并继续")
    somebody.open("/my/agency/licence/")
    page.locator("[name=file]").set_input_files(
        {"name": "licence.pdf", "mimeType": "application/pdf", "buffer": b"GIF89a not a pdf"}
    )
    somebody.press("保存并继续")
    assert page.locator(".zx-errsum").count() == 1
    page.locator("[name=file]").set_input_files(PDF)
    somebody.press("保存并继续")
    somebody.open("/my/agency/representative/")
    somebody.fill(name="王川")
    somebody.press("保存并继续")
    somebody.open("/my/agency/agent/")
    somebody.fill(name="李澄", phone="13800000000", until="2027-12-31")
    page.locator("[name=file]").set_input_files(PDF)
    somebody.press("保存并继续")
    somebody.open("/my/agency/services/new/")
    page.locator("[name=item_code]").select_option("B02")
    somebody.fill(
        conditions="已立项的项目", workflow="委托、踏勘、编制、交付", days="20", fee_text="按规模协商", fee_from_fen="86000"
    )
    somebody.press("保存并继续")
    somebody.open("/my/agency/practitioners/")
    somebody.press("没有需要登记的人员")
    somebody.open("/my/agency/ties/")
    somebody.press("本机构没有上述利害关系")
    somebody.open("/my/agency/promises/")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("load")
