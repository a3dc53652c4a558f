"""J6: the buyer names the agency: directly, or from a drawn list. From the draft's form to the confirmed award, on the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from bidding.models import Award, Need
from bidding.states import AwardState, NeedState
from kernel import clock, outbox
from kernel.actors import Actor
from ledger.sequencer import sequence_all
from market.models import Person
from tests.conftest import WEDNESDAY
from tests.journeys.conftest import Reader
from tests.makers import bids as make_bids
from tests.makers import market as make
from tests.makers.rooms import an_entry
from tests.makers.shortlists import a_score

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "北关桥改建工程水土保持方案编制"
REASON = "同类桥梁项目做过三个，踏勘安排最早。"


@pytest.fixture(autouse=True)
def _the_market(db: None) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)


@pytest.fixture
def seated(reader):
    """Gives readers who have signed in as actors of the makers."""

    def somebody(actor: Actor) -> Reader:
        found: Reader = reader()
        found.sign_in(Person.objects.get(pk=actor.person_id).username)
        return found

    return somebody


def main_text(reader: Reader) -> str:
    return reader.page.locator("main").inner_text()


def publish(buyer: Reader, method: str, *, closes_at: str = "") -> Need:
    """The draft from its first page to the notice, at a stated price."""
    page = buyer.page
    buyer.open("/my/needs/new/")
    buyer.press("开始填写")
    number = page.url.rstrip("/").split("/")[-1]
    buyer.press("写明项目与服务内容")
    buyer.fill(title=TITLE, content="编制水土保持方案报告书，配合评审并修改至通过。")
    page.locator("[name=region_code]").select_option("410300")
    buyer.press("保存并继续")
    page.locator("[name=kind][value=listed]").check()
    page.locator("[name=item_code]").select_option("B02")
    buyer.fill(days="45")
    buyer.press("保存并继续")
    page.locator(f"[name=method][value={method}]").check()
    page.locator("[name=funding][value=social]").check()
    buyer.fill(ceiling_fen="96,000")
    buyer.shot(f"j6-{method}-price")
    for topic in ("/conditions/", "/avoidance/", "/deadline/" if closes_at else "/contacts/"):
        buyer.press("保存并继续")
        assert page.url.endswith(topic)
    if closes_at:
        buyer.fill(closes_at=closes_at)
        buyer.press("保存并继续")
    assert page.url.endswith("/contacts/")
    buyer.fill(contact_name="李四", contact_phone="0379-60000000")
    buyer.press("保存并继续")
    buyer.shot(f"j6-{method}-tasks")
    buyer.press("核对并发布")
    assert "96,000.00 元（玖万陆仟元整）" in main_text(buyer)
    buyer.shot(f"j6-{method}-check")
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    buyer.press("声明并发布")
    assert "需求已发布" in main_text(buyer)
    buyer.shot(f"j6-{method}-done")
    return Need.objects.get(number=number)


def told(reader: Reader, path: str, shot: str) -> str:
    """What a page says."""
    reader.open(path)
    reader.shot(shot)
    return main_text(reader)


def test_a_buyer_names_an_agency_and_names_another_when_it_is_given_back(seated, reader) -> None:
    ours, other = (make_bids.a_bidder(f"{name}有限公司") for name in ("澄川环境技术", "砚溪水务技术"))
    wrong = make_bids.a_bidder("北辰造价咨询有限公司", item_code="B25")
    buyer = seated(make.a_firm("栖梧新材料有限公司"))
    need = publish(buyer, "direct_choice")
    assert need.state == NeedState.CHOOSING
    assert "由委托方选定一家" in told(reader(), f"/needs/{need.number}/", "j6-direct-notice")

    buyer.press("选定机构")
    assert "北辰造价咨询" not in main_text(buyer)
    buyer.shot("j6-direct-list")
    buyer.open(f"/my/needs/{need.number}/choose/?agency={wrong.uscc}")
    assert "尚未登记提供“生产建设项目水土保持方案编制”" in main_text(buyer)
    assert buyer.page.get_by_role("button", name="选定这家机构").count() == 0
    buyer.shot("j6-direct-unfit")
    buyer.press("换一家")
    buyer.fill(q="澄川")
    buyer.press("查找")
    assert "砚溪" not in main_text(buyer)
    buyer.press("核对资格")
    buyer.shot("j6-direct-found")
    buyer.fill(reason=REASON)
    buyer.press("选定这家机构")
    assert "已选定，结果已公开" in buyer.page.content()
    assert "等中选机构确认" in main_text(buyer)
    buyer.shot("j6-direct-chosen")

    outbox.deliver_all()
    chosen = seated(ours)
    chosen.open("/my/")
    assert "由委托方另行选定" in main_text(chosen)
    chosen.shot("j6-direct-home")
    chosen.open(f"/needs/{need.number}/award/")
    assert "委托方直接选定" in main_text(chosen)
    chosen.shot("j6-direct-award")
    chosen.page.get_by_text("不能承接，放弃中选").click()
    chosen.page.locator("[name=decline-reason]").fill("踏勘人员档期已满")
    chosen.press("放弃中选", exact=True)
    assert "已放弃中选" in main_text(chosen)

    buyer.open(f"/my/needs/{need.number}/choose/")
    assert "澄川环境技术有限公司没有承接。" in main_text(buyer)
    buyer.open(f"/my/needs/{need.number}/choose/?agency={ours.uscc}")
    assert buyer.page.get_by_role("button", name="选定这家机构").count() == 0
    buyer.open(f"/my/needs/{need.number}/choose/?agency={other.uscc}")
    buyer.fill(reason=REASON)
    buyer.press("选定这家机构")
    outbox.deliver_all()
    second = seated(other)
    second.open(f"/needs/{need.number}/award/")
    second.press("确认中选", exact=True)
    assert "已确认中选" in main_text(second)
    assert Award.objects.get(need=need, state=AwardState.CONFIRMED).amount_fen == 9_600_000
    sequence_all()
    result = told(reader(), f"/results/{need.number}/", "j6-direct-result")
    assert "砚溪水务技术有限公司" in result
    assert REASON in result


def test_a_buyer_picks_from_the_drawn_list_and_says_why(seated, reader) -> None:
    buyer = seated(make.a_firm("栖梧新材料有限公司"))
    need = publish(buyer, "credit_shortlist", closes_at="2026-06-10 17:00")
    names = ("砚溪水务技术", "临渊安全科技", "衡初工程咨询", "青禾规划设计", "远岫测绘", "北辰造价咨询")
    others = [make_bids.a_bidder(f"{name}有限公司") for name in names]
    for actor, centi in zip(others, (9600, 8800, 8000, 7000, 4000), strict=False):
        a_score(actor, centi)
    for actor in others:
        an_entry(need, actor)
    ours = make_bids.a_bidder("澄川环境技术有限公司")
    bidder = seated(ours)
    assert "信用择优" in told(reader(), f"/needs/{need.number}/", "j6-list-notice")
    bidder.open(f"/needs/{need.number}/eligibility/")
    bidder.shot("j6-list-eligibility")
    bidder.press("去密封报名")
    assert "报价最低" not in main_text(bidder)
    bidder.shot("j6-list-entry")
    bidder.page.get_by_role("button", name="密封并核对").click()
    bidder.page.locator("[data-seal-check]").wait_for(state="visible")
    bidder.check()
    bidder.shot("j6-list-sealed")
    bidder.page.locator("[data-seal-check] button[type=submit]").click()
    bidder.page.wait_for_load_state("load")
    bidder.check()
    assert need.number in main_text(bidder)
    assert "只报名，不报价" in main_text(bidder)
    assert "重新密封" in main_text(bidder)
    bidder.shot("j6-list-receipt")

    make_bids.pass_the_deadline(need)
    outbox.deliver_all()
    sequence_all()
    buyer.open("/my/")
    buyer.shot("j6-list-home")
    buyer.open(f"/my/needs/{need.number}/")
    buyer.press("从入围名单择定")
    buyer.shot("j6-list-pick")
    buyer.press("择定这家机构")
    assert "写明择定理由" in buyer.page.locator(".zx-errsum").inner_text()
    assert "从入围名单里选一家" in buyer.page.locator(".zx-errsum").inner_text()
    buyer.shot("j6-list-refused")
    radio = buyer.page.locator("[name=agency]").nth(1)
    wanted = radio.get_attribute("value")
    radio.check()
    buyer.fill(reason=REASON)
    buyer.press("择定这家机构")
    assert "已择定，结果进入公示" in buyer.page.content()
    buyer.shot("j6-list-picked")
    sequence_all()
    anybody = reader()
    assert f"理由：{REASON.rstrip('。')}；持" in told(anybody, f"/results/{need.number}/", "j6-list-result")
    told(anybody, f"/needs/{need.number}/draw/", "j6-list-draw")
    anybody.open(f"/needs/{need.number}/")
    assert "拆封，抽签入围" in main_text(anybody)
    assert "开启报价" not in main_text(anybody)

    need = make_bids.pass_the_publicity(need)
    outbox.deliver_all()
    clock.forward(timedelta(hours=1))
    winner = next(actor for actor in (ours, *others) if actor.uscc == wanted)
    chosen = seated(winner)
    chosen.open(f"/needs/{need.number}/award/")
    chosen.shot("j6-list-award")
    chosen.press("确认中选", exact=True)
    assert "已确认中选" in main_text(chosen)
    assert Award.objects.get(need=need, state=AwardState.CONFIRMED).amount_fen == 9_600_000
