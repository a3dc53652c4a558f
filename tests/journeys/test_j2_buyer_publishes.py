"""J2: a firm publishes a need, refused where the law says so; a question and its answer are public."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from kernel import clock
from market.models import Person, Region
from market.states import OrganisationKind
from tests.conftest import WEDNESDAY
from tests.makers import bids as bid_makers
from tests.makers import market as make

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "ZX-2026-0001"
QUESTION = "踏勘由委托方组织吗？"
ANSWER = "由委托方组织，6 月 8 日上午在项目部集合。"


@pytest.fixture(autouse=True)
def _the_market(db: None) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)


def somebody_of(kind: str, name: str, username: str) -> None:
    """Somebody with every role in a new organisation of Luoyang."""
    region = Region.objects.get(code="410300", valid_to=None)
    public = {"pays_with_public_money": True} if kind == OrganisationKind.DEPARTMENT else {}
    organisation = make.an_organisation(kind, name, region, **public)
    make.a_membership(organisation, person=make.a_person(username=username))


def main_text(reader) -> str:
    """What stands in the page's main part."""
    return reader.page.locator("main").inner_text()


def refusal_on(page) -> str:
    """What the first refusal says: the facts, the rule, its source."""
    return page.locator(".zx-refuse").first.inner_text()


def fill_in(buyer) -> None:
    """Every task page of the draft, each refusal met once."""
    page = buyer.page
    buyer.fill(title="北关桥改建工程水土保持方案编制", content="编制水土保持方案报告书，限本地注册的机构。", scale="桥梁一座")
    page.locator("[name=region_code]").select_option("410300")
    buyer.press("保存并继续")
    assert "请删去：“本地注册”" in refusal_on(page)
    assert "《公平竞争审查条例》第 9 条" in refusal_on(page)
    assert page.title().startswith("错误：")
    buyer.shot("j2-refused")
    buyer.fill(content="编制水土保持方案报告书，配合评审并修改至通过。")
    buyer.press("保存并继续")

    assert page.url.endswith("/service/")
    page.locator("[name=kind][value=listed]").check()
    page.locator("[name=item_code]").select_option("B02")
    buyer.fill(days="４５")
    buyer.press("保存并继续")

    assert page.url.endswith("/price/")
    page.locator("[name=method][value=sealed_price]").check()
    page.locator("[name=price_mode][value=amount]").check()
    page.locator("[name=funding][value=social]").check()
    buyer.fill(ceiling_fen="９６,０００.00")
    buyer.press("保存并继续")

    assert page.url.endswith("/conditions/")
    buyer.press("保存并继续")
    assert page.url.endswith("/avoidance/")
    buyer.press("保存并继续")

    assert page.url.endswith("/deadline/")
    buyer.fill(closes_at="2026-06-04 17:00")
    buyer.press("保存并继续")
    assert page.locator(".zx-errsum").count() == 1
    assert "3 个工作日" in refusal_on(page)
    assert "规则全文" in refusal_on(page)
    buyer.fill(closes_at="2026-06-10 17:00")
    buyer.press("保存并继续")

    assert page.url.endswith("/contacts/")
    buyer.fill(contact_name="李四", contact_phone="０３７９－６０００００００")
    buyer.press("保存并继续")


def test_a_firm_publishes_a_need_and_answers_a_question_in_public(reader) -> None:
    somebody_of(OrganisationKind.FIRM, "栖梧新材料有限公司", "qiwu")
    agency = bid_makers.a_bidder("澄川环境技术有限公司")
    buyer = reader()
    page = buyer.page
    buyer.sign_in("qiwu")
    buyer.open("/my/needs/new/")
    buyer.press("开始填写")
    assert "已完成 0 项" in main_text(buyer)
    buyer.press("写明项目与服务内容")
    fill_in(buyer)
    assert page.url.endswith(f"/my/needs/{NUMBER}/")
    assert "可以办理" in main_text(buyer)
    buyer.shot("j2-tasks")

    buyer.press("核对并发布")
    said = main_text(buyer)
    assert "96,000.00" in said
    assert "玖万陆仟元整" in said
    buyer.press("声明并发布")
    assert "请先作出声明" in page.locator(".zx-errsum").inner_text()
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    buyer.shot("j2-check")
    buyer.press("声明并发布")
    assert NUMBER in main_text(buyer)
    buyer.shot("j2-done")

    buyer.press("看公告")
    assert "北关桥改建工程水土保持方案编制" in main_text(buyer)
    assert "李四" not in page.content()

    asker = reader()
    asker.sign_in(username_of(agency))
    asker.open(f"/needs/{NUMBER}/questions/new/")
    asker.fill(text=QUESTION)
    asker.press("公开提问")
    buyer.open(f"/my/needs/{NUMBER}/")
    assert QUESTION in main_text(buyer)
    page.locator("main a[href*='/questions/']").first.click()
    page.wait_for_load_state("load")
    buyer.check()
    buyer.fill(answer=ANSWER)
    buyer.press("公开答复")
    visitor = reader()
    visitor.open(f"/needs/{NUMBER}/")
    assert QUESTION in main_text(visitor)
    assert ANSWER in main_text(visitor)
    assert "澄川" not in visitor.page.locator(".zx-qa").inner_text()


def username_of(actor) -> str:
    """The name that an actor of the makers signs in with."""
    return Person.objects.get(pk=actor.person_id).username


def test_a_department_is_told_that_it_may_not_choose_directly(reader) -> None:
    somebody_of(OrganisationKind.DEPARTMENT, "伊河县水利局", "shuili")
    buyer = reader()
    page = buyer.page
    buyer.sign_in("shuili")
    buyer.open("/my/needs/new/")
    assert "预算项目编码" in main_text(buyer)
    buyer.press("开始填写")
    buyer.open(f"/my/needs/{NUMBER}/price/")
    assert page.locator("[name=method][value=direct_choice]").count() == 0
    page.get_by_text("为什么不能直接选取").click()
    assert "应当竞争选取" in main_text(buyer)
    page.locator("[name=method][value=sealed_price]").evaluate("radio => { radio.value = 'direct_choice' }")
    page.locator("[name=method][value=direct_choice]").check()
    page.locator("[name=price_mode][value=amount]").check()
    page.locator("[name=funding][value=fiscal]").check()
    buyer.fill(ceiling_fen="150000", budget_line="2026-农村水利-0007")
    buyer.press("保存并继续")
    assert "不得直接选取" in refusal_on(page)
    assert "河南省 2018 年“一网通办”实施方案第 23 项" in refusal_on(page)
