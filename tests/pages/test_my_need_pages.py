"""The buyer's pages: one topic a page, refusals beside the field, publish once, amend, answer, cancel."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bidding import reads
from bidding.actions.drafting.start_need import start_need
from bidding.actions.notices.ask_question import ask_question
from bidding.models import Need
from bidding.states import NeedState
from kernel import clock
from kernel.actors import Actor
from market.models import Person
from tests.actions.test_publish_need import the_record
from tests.makers import bidding as need_makers
from tests.makers import market as make


@pytest.fixture(autouse=True)
def _own_files(at_ten, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def browser_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


PARTS = {
    "project": {"title": "洪水影响评价报告编制", "region_code": "410300", "content": "编制报告并修改至通过"},
    "service": {"kind": "listed", "item_code": "B02", "days": "４５"},
    "price": {
        "method": "sealed_price",
        "price_mode": "amount",
        "ceiling_fen": "９６,０００.00",
        "floor_fen": "48000",
        "funding": "social",
    },
    "conditions": {"certificate_kinds": "", "practitioner_kind": "", "practitioner_count": "", "requirements": ""},
    "avoidance": {},
    "deadline": {"closes_at": "2026-06-10 17:00"},
    "contacts": {"contact_name": "李四", "contact_phone": "０３７９-6000000"},
}


def test_a_firm_fills_in_one_topic_a_page_checks_and_publishes() -> None:
    make.a_list_item()
    buyer = make.a_firm()
    browser = browser_of(buyer)
    assert browser.post("/my/needs/new/").headers["Location"] == "/my/needs/ZX-2026-0001/"
    assert "已完成 0 项，共 5 项必填" in browser.get("/my/needs/ZX-2026-0001/").content.decode()
    seen = []
    address = "/my/needs/ZX-2026-0001/project/"
    while address.rstrip("/").rsplit("/", 1)[1] in PARTS:
        part = address.rstrip("/").rsplit("/", 1)[1]
        assert browser.get(address).status_code == 200
        response = browser.post(address, PARTS[part])
        assert response.status_code == 302, response.content.decode()
        seen.append(part)
        address = response.headers["Location"]
    assert seen == list(PARTS)
    page = browser.get("/my/needs/ZX-2026-0001/check/").content.decode()
    for words in (
        "96,000.00 元（玖万陆仟元整）",
        "48,000.00 元",
        "2026 年 6 月 10 日（周三）17:00",
        "今天登记提供这项服务的机构只有 0 家",
        "我知道目前登记的机构不多于一家，仍然发布",
    ):
        assert words in page, words
    said = browser.post("/my/needs/ZX-2026-0001/check/", {"is_true": "on"})
    assert said.status_code == 422
    assert "只有一家或没有机构能满足的条件" in said.content.decode()
    done = browser.post("/my/needs/ZX-2026-0001/check/", {"is_true": "on", "knows_it_is_narrow": "on"})
    assert done.headers["Location"] == "/my/needs/ZX-2026-0001/done/"
    published = browser.get(done.headers["Location"]).content.decode()
    assert "需求已发布" in published
    assert "在此之前不公开任何报价" in published
    need = Need.objects.get()
    assert (need.state, reads.notice_of(need).days) == (NeedState.OPEN, 45)
    assert reads.notice_of(need).contact_phone == "0379-6000000"


def test_publishing_by_a_double_click_publishes_once() -> None:
    buyer = make.a_firm()
    need = need_makers.a_draft_need(buyer)
    browser, said = browser_of(buyer), {"is_true": "on", "knows_it_is_narrow": "on"}
    codes = [browser.post(f"/my/needs/{need.number}/check/", said).status_code for _ in range(2)]
    assert codes == [302, 422]
    assert [row["type"] for row in the_record()] == ["need.published"]


def test_a_refusal_stands_beside_its_field_with_rule_and_source_and_keeps_the_input() -> None:
    buyer = make.a_firm()
    need = need_makers.a_draft_need(buyer)
    response = browser_of(buyer).post(
        f"/my/needs/{need.number}/conditions/", {"requirements": "仅限本地企业", "practitioner_count": "2"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>错误：" in page
    for words in (
        "有 1 处需要修改",
        "请删去：“本地企业”",
        "《公平竞争审查条例》第 9 条",
        'href="#id_requirements"',
        ">\n仅限本地企业<",
    ):
        assert words in page, words
    assert reads.draft_of(need).practitioner_count == 0


@pytest.mark.parametrize(
    ("part", "said", "words"),
    [
        ("price", {"ceiling_fen": "3.85万"}, "填写金额，精确到分"),
        ("price", {"ceiling_fen": "100", "floor_fen": "200"}, "最低限价 200.00 元，最高限价 100.00 元"),
        ("price", {"ceiling_fen": ""}, "没有最高限价，也没有写明为什么不作估算"),
        ("price", {"ceiling_fen": "100", "floor_rate_bp": "100"}, "填写 0 到 99.99 之间的百分数"),
        ("price", {"price_mode": ""}, "选择报金额还是报下浮率"),
        ("price", {"price_mode": "fixed"}, "固定价只用于随机抽取"),
        ("price", {"method": "random_draw", "ceiling_fen": "", "no_estimate_note": "无"}, "按公告写明的固定价"),
        ("deadline", {"closes_at": "2026-06-05 17:00"}, "至少留出 3 个工作日，最早 2026 年 6 月 8 日（周一）10:00"),
        ("deadline", {"closes_at": "2026-06-13 17:00"}, "不是工作日"),
        ("deadline", {"closes_at": "明天下午"}, "按格式填写日期和时间"),
        ("service", {"item_code": "X99"}, "选择一个有效的选项"),
        ("service", {"item_code": ""}, "选择清单事项"),
        ("service", {"days": "0"}, "不小于 1"),
        ("avoidance", {"uscc_1": "91350100M000100Y4Z", "reason_1": "下属"}, "统一社会信用代码不对"),
        ("avoidance", {"uscc_1": "91350100M000100Y43"}, "写明回避理由"),
        ("project", {"content": "投标人须为本地企业"}, "请删去：“本地企业”"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(part: str, said: dict[str, str], words: str) -> None:
    buyer = make.a_firm()
    need = need_makers.a_draft_need(buyer)
    before = dict(reads.content_of(need, reads.draft_of(need)))
    response = browser_of(buyer).post(f"/my/needs/{need.number}/{part}/", {**PARTS[part], **said})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert reads.content_of(Need.objects.get(pk=need.pk), reads.draft_of(need)) == before


@pytest.mark.parametrize("sent", ["", "amount", "discount"])
def test_a_draw_takes_the_stated_price_whatever_the_form_sends(sent: str) -> None:
    buyer = make.a_firm()
    need = need_makers.a_draft_need(buyer)
    browser = browser_of(buyer)
    address = f"/my/needs/{need.number}/price/"
    said = {**PARTS["price"], "method": "random_draw", "price_mode": sent, "ceiling_rate_bp": "3"}
    assert browser.post(address, said).status_code == 302
    kept = reads.draft_of(need)
    assert (kept.price_mode, kept.ceiling_fen, kept.floor_fen, kept.ceiling_rate_bp) == ("fixed", 9_600_000, None, None)
    page = browser.get(address).content.decode()
    assert "最高限价就是公告写明的固定价" in page
    assert 'value="fixed"' not in page
    assert browser.post(address, {**said, "method": "sealed_price", "price_mode": ""}).status_code == 422


def test_a_department_is_refused_direct_choice_in_the_form() -> None:
    buyer = make.a_department()
    need = need_makers.a_draft_need(buyer)
    said = {**PARTS["price"], "funding": "fiscal", "budget_line": "2026-1", "method": "direct_choice"}
    response = browser_of(buyer).post(f"/my/needs/{need.number}/price/", said)
    assert response.status_code == 422
    assert "部门委托的需求不能直接选取" in response.content.decode()


def test_a_mistyped_file_is_refused_in_the_form_and_a_good_one_is_kept() -> None:
    buyer = make.a_firm()
    need = need_makers.a_draft_need(buyer)
    browser, address = browser_of(buyer), f"/my/needs/{need.number}/files/"
    for data, code in ((b"MZ....", 422), (b"", 422), (b"%PDF-1.7 ok", 302)):
        assert browser.post(address, {"file": SimpleUploadedFile("批复.pdf", data)}).status_code == code
    file = reads.draft_of(need).attachments.get()
    assert "批复.pdf" in browser.get(address).content.decode()
    assert browser.post(f"{address}{file.pk}/remove/").status_code == 302
    assert not reads.draft_of(need).attachments.exists()


def test_the_buyer_answers_amends_and_cancels_in_the_browser() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    browser, mine = browser_of(buyer), f"/my/needs/{need.number}/"
    question = ask_question(actor=make.acting_for(make.an_organisation("agency")), number=need.number, text="几期？")
    assert "1 个待答复" in browser.get(mine).content.decode()
    assert browser.post(f"{mine}questions/{question.pk}/", {"answer": "一期。"}).status_code == 302
    assert browser.post(f"{mine}questions/{question.pk}/", {"answer": "两期。"}).status_code == 422
    assert browser.post(f"{mine}amend/").status_code == 302
    assert browser.post(f"{mine}price/", {**PARTS["price"], "ceiling_fen": "120000"}).status_code == 302
    assert "实质变更" in browser.get(f"{mine}check/").content.decode()
    said = {"is_true": "on", "knows_it_is_narrow": "on", "what_changed": "限价上调"}
    assert browser.post(f"{mine}check/", said).status_code == 302
    assert "第 2 版" in Client().get(f"/needs/{need.number}/").content.decode()
    assert browser.post(f"{mine}cancel/", {"reason": "keys_missing"}).status_code == 422
    assert browser.post(f"{mine}cancel/", {"reason": "law_changed"}).status_code == 302
    assert browser.get("/my/needs/?state=ended").content.decode().count(need.number) >= 1


def test_a_change_after_the_deadline_is_refused_with_its_rule() -> None:
    buyer = make.a_firm()
    need = need_makers.an_open_need(buyer)
    browser, mine = browser_of(buyer), f"/my/needs/{need.number}/"
    browser.post(f"{mine}amend/")
    clock.set_to(need.closes_at)
    said = {"is_true": "on", "knows_it_is_narrow": "on", "what_changed": "晚了"}
    response = browser.post(f"{mine}check/", said)
    assert response.status_code == 422
    assert "截止之后什么都不改" in response.content.decode()
    assert reads.notice_of(need).version == 1


def test_the_list_of_my_needs_and_my_home_ask_the_same_for_one_and_for_twenty(django_assert_max_num_queries) -> None:
    buyer = make.a_firm()
    browser = browser_of(buyer)

    def count(address: str) -> int:
        browser.get(address)
        with django_assert_max_num_queries(40) as counted:
            assert browser.get(address).status_code == 200
        return len(counted.captured_queries)

    need_makers.a_draft_need(buyer)
    one = [count("/my/needs/"), count("/my/")]
    for _ in range(19):
        need_makers.an_open_need(buyer)
    assert [count("/my/needs/"), count("/my/")] == one


def test_a_draft_that_says_nothing_yet_shows_no_word_of_the_code_where_its_answers_stand(at_ten) -> None:
    buyer = make.a_firm()
    number = start_need(actor=buyer).number
    page = browser_of(buyer).get(f"/my/needs/{number}/check/").content.decode()
    assert page.count("尚未填写") == 2
    assert "None" not in page
