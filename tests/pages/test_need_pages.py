"""The public pages of needs and results."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from bidding import reads
from bidding.actions.deciding.fail_need import OBJECTION_UPHELD, fail_need
from bidding.actions.drafting.attach_file import attach_file
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.ask_question import ask_question
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.publish_need import publish_need
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Need
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.models import CalendarYear
from ledger.sequencer import sequence_all
from market.models import Person
from tests.makers import bidding as need_makers
from tests.makers import bids as bid_makers
from tests.makers import market as make

HEAVIEST = 40_000
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _own_files(at_ten, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, response.status_code
    assert len(response.content) <= HEAVIEST
    return response.content.decode()


def a_full_need(rows: int) -> Need:
    buyer = make.a_firm()
    need = need_makers.a_draft_need(
        buyer, avoidance=[{"uscc": make.a_uscc(), "name": f"单位{n}", "reason": "下属"} for n in range(rows)]
    )
    for n in range(min(rows, 10)):
        attach_file(actor=buyer, number=need.number, name=f"附件{n}.pdf", data=b"%PDF-1.7 " + str(n).encode())
    publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True)
    asker = make.acting_for(make.an_organisation("agency"))
    for n in range(rows):
        ask_question(actor=asker, number=need.number, text=f"第 {n} 个问题？")
    for n in range(1, rows):
        start_amendment(actor=buyer, number=need.number)
        save_need_contacts(actor=buyer, number=need.number, contact_name="王五", contact_phone=f"0379-{n}")
        amend_notice(actor=buyer, number=need.number, what_changed=f"换电话 {n}", knows_it_is_narrow=True)
    sequence_all()
    return need


def queries_of(address: str, django_assert_max_num_queries, most: int = MOST_QUERIES) -> int:
    Client().get(address)
    with django_assert_max_num_queries(most) as counted:
        page(address)
    return len(counted.captured_queries)


def test_the_page_of_a_need_asks_the_same_few_questions_for_one_row_and_for_twenty(django_assert_max_num_queries) -> None:
    one, twenty = (queries_of(f"/needs/{a_full_need(rows).number}/", django_assert_max_num_queries) for rows in (1, 20))
    assert one == twenty <= MOST_QUERIES


def test_the_list_asks_the_same_few_questions_for_one_need_and_for_twenty(django_assert_max_num_queries) -> None:
    need_makers.an_open_need()
    one = queries_of("/needs/", django_assert_max_num_queries)
    buyer = make.a_firm()
    for _ in range(19):
        need_makers.an_open_need(buyer)
    assert queries_of("/needs/", django_assert_max_num_queries) == one
    assert page("/needs/").count("zx-item--side") == 20


def test_the_page_says_what_the_notice_says() -> None:
    need = a_full_need(1)
    said = page(f"/needs/{need.number}/")
    for words in (
        need.number,
        need_makers.PROJECT["title"],
        "100,000.00 元",
        "清单事项 B02",
        "合同签订后 45 日内",
        "2026 年 6 月 10 日（周三）17:00",
        "提问截至 6 月 9 日（周二）17:00",
        "附件0.pdf",
        "<b>提问</b><br>至 6 月 9 日",
        "<b>报名</b><br>至 6 月 10 日",
        "第 0 个问题？",
        "1 问 0 答",
        "第 1 版（现行）",
        "第 1 条",
        "已收到 0 份密封报价",
        "0379-6000000",
    ):
        assert words in said, words
    assert "李四" not in said
    assert re.search(r'data-closes-at="2026-06-10T17:00:00\+08:00" data-server-now="2026-06-03T10:00:00\+08:00"', said)
    assert "报名参加" in said


def test_the_page_warns_of_a_year_whose_holidays_are_not_published() -> None:
    need = need_makers.an_open_need()
    assert "2026 年节假日安排尚未公布" in page(f"/needs/{need.number}/")
    CalendarYear.objects.create(year=2026, source="测试")
    assert "尚未公布" not in page(f"/needs/{need.number}/")


def test_nobody_reads_a_draft_and_a_cancelled_need_says_why() -> None:
    buyer = make.a_firm()
    draft, need = need_makers.a_draft_need(buyer), need_makers.an_open_need(buyer)
    for what in ("", "data.json", "calendar.ics", "code.svg"):
        assert Client().get(f"/needs/{draft.number}/{what}").status_code == 404
    assert draft.number not in page("/needs/?state=open&state=deciding&state=ended")
    cancel_need(actor=buyer, number=need.number, reason="budget_lost", note="调整到明年")
    said = page(f"/needs/{need.number}/")
    assert "已取消：预算调整，资金不再到位" in said
    assert "调整到明年" in said
    assert "报名参加" not in said
    clock.set_to(need.closes_at + timedelta(days=9))
    line = page(f"/needs/{need.number}/").split("时间安排")[1]
    assert "<b>已取消</b>" in line
    assert "<b>报名</b>" not in line
    assert "开启" not in line


def test_a_need_with_too_few_bids_counts_them_and_leads_to_its_second_notice() -> None:
    need = need_makers.an_open_need()
    bid_makers.a_sealed_bid(need, bid_makers.a_bidder())
    bid_makers.pass_the_deadline(need)
    said = page(f"/needs/{need.number}/")
    assert "有效报名 1 家，不足 3 家" in said
    assert "共收到 1 份密封报价" in said
    assert "<b>开启报价</b>" not in said
    second = Need.objects.get(first_notice=need)
    assert f'已发布第二次公告：<a href="/needs/{second.number}/">' in said
    assert f'<a href="/needs/{need.number}/">看第一次公告' in page(f"/needs/{second.number}/")


def test_after_the_deadline_nobody_is_invited() -> None:
    need = need_makers.an_open_need()
    clock.set_to(need.closes_at)
    said = page(f"/needs/{need.number}/")
    assert "报名已截止" in said
    assert "提一个问题" not in said


def test_a_sealed_bid_is_counted_and_its_bidder_not_named() -> None:
    need = need_makers.an_open_need()
    bidder = bid_makers.a_bidder("澄川环境技术有限公司")
    bid_makers.a_sealed_bid(need, bidder, 87_654)
    said = page(f"/needs/{need.number}/")
    assert "已收到 1 份密封报价" in said
    for hidden in ("澄川", bidder.uscc, "87,654", "8765400"):
        assert hidden not in said
        assert hidden not in Client().get(f"/needs/{need.number}/data.json").content.decode()


def test_the_json_says_the_same() -> None:
    need = a_full_need(2)
    said = Client().get(f"/needs/{need.number}/data.json").json()
    assert (said["number"], said["ceiling_fen"], said["closes_at"]) == (need.number, 10_000_000, "2026-06-10T09:00:00.000000Z")
    assert [v["version"] for v in said["versions"]] == [2, 1]
    assert len(said["files"]) == len(said["questions"]) == 2
    assert [row["number"] for row in Client().get("/needs/data.json").json()["needs"]] == [need.number]


def test_the_calendar_file_holds_the_deadlines_in_utc() -> None:
    need = need_makers.an_open_need()
    response = Client().get(f"/needs/{need.number}/calendar.ics")
    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTEND:20260610T090000Z" in text
    assert "DTSTART:20260609T090000Z" in text
    assert text.count("BEGIN:VEVENT") == 2
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_code_is_an_svg_of_the_address() -> None:
    need = need_makers.an_open_need()
    response = Client().get(f"/needs/{need.number}/code.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")


def test_a_file_is_served_as_what_it_is_and_a_draft_file_to_its_buyer_only() -> None:
    need = a_full_need(1)
    file = reads.notice_of(need).attachments.get()
    response = Client().get(f"/needs/{need.number}/files/{file.pk}/")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 0"
    buyer = make.a_firm()
    draft = need_makers.a_draft_need(buyer)
    hidden = attach_file(actor=buyer, number=draft.number, name="稿.pdf", data=b"%PDF-1.7 x")
    assert Client().get(f"/needs/{draft.number}/files/{hidden.pk}/").status_code == 404
    assert Client().get(f"/needs/{need.number}/files/{hidden.pk}/").status_code == 404


def test_the_list_filters_searches_and_orders_by_deadline() -> None:
    firm, department = make.a_firm("云岫食品有限公司"), make.a_department("伊河县水利局")
    later = need_makers.an_open_need(firm, title="饮品生产线节能报告编制", closes_at=need_makers.in_working_days(8))
    sooner = need_makers.an_open_need(department, title="农村供水工程水土保持方案", closes_at=need_makers.in_working_days(4))
    zhengzhou = make.a_city("410100", "郑州市")
    far = need_makers.an_open_need(make.a_firm(region=zhengzhou), title="施工图审查", closes_at=need_makers.in_working_days(6))

    def numbers(query: str) -> list[str]:
        return re.findall(r'href="/needs/(ZX-[\d-]+)/"', page(f"/needs/?{query}"))

    assert numbers("") == [sooner.number, far.number, later.number]
    assert numbers("by=department") == [sooner.number]
    assert numbers("by=department&by=firm") == numbers("")
    assert numbers("region=410100") == [far.number]
    assert numbers("region=410000") == numbers("")
    assert numbers("q=供水") == [sooner.number]
    assert numbers("q=云岫") == [later.number]
    assert numbers(f"q={far.number}") == [far.number]
    assert numbers("method=sealed_price") == numbers("")
    assert numbers("item=B02") == numbers("")
    assert numbers("item=ZZZ") == numbers("state=ended") == []
    assert numbers("page=99") == numbers("")
    assert numbers("region=x'%22&page=-1&state=nonsense") == []


def test_a_result_that_fell_within_its_publicity_does_not_call_that_over() -> None:
    need = bid_makers.a_decided_need(82_600, 85_000, 88_200)
    fail_need(actor=SCHEDULER, number=need.number, reason="异议成立", because=OBJECTION_UPHELD)
    said = page(f"/results/{need.number}/")
    assert "这项需求已经结束，不再受理异议" in said
    assert "公示期已于" not in said


def test_a_result_shows_every_bidder_with_the_reason_in_words(django_assert_max_num_queries) -> None:
    need = bid_makers.a_decided_need(82_600, 85_000, 88_200)
    sequence_all()
    said = page(f"/results/{need.number}/")
    for words in ("中选结果公告", "82,600.00 元", "捌万贰仟陆佰元整", "85,000.00", "候补第 1 位", "候补第 2 位", "公开记录第"):
        assert words in said, words
    assert "第 1 页，共 1 页" not in said
    assert "公示期内在本公告页面提出" in said
    clock.set_to(need.publicity_ends_at)
    over = page(f"/results/{need.number}/")
    assert "公示期已于" in over
    assert "提出异议" not in over
    listed = page("/results/")
    assert need.number in listed
    assert "82,600.00 元" in listed
    queries_of("/results/", django_assert_max_num_queries)
    queries_of(f"/results/{need.number}/", django_assert_max_num_queries)
    rows = Client().get(f"/results/{need.number}/data.json").json()["places"]
    assert [row["amount_fen"] for row in rows] == [8_260_000, 8_500_000, 8_820_000]
    assert Client().get("/results/data.json").json()["results"][0]["winner"]["amount_fen"] == 8_260_000
    assert Client().get(f"/results/{need.number}/code.svg").status_code == 200


def test_a_need_without_a_decision_has_no_result() -> None:
    need = need_makers.an_open_need()
    for what in ("", "data.json", "code.svg"):
        assert Client().get(f"/results/{need.number}/{what}").status_code == 404
    assert need.number not in page("/results/")


def test_an_agency_sees_on_the_page_whether_it_may_bid_and_why() -> None:
    need = need_makers.an_open_need()
    able, unable = bid_makers.a_bidder(), make.acting_for(make.an_organisation("agency"))
    assert "检查我的资格" in page(f"/needs/{need.number}/")
    for actor, words in ((able, "你可以报名"), (unable, "检查我的资格")):
        client = Client()
        client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
        assert words in client.get(f"/needs/{need.number}/").content.decode()
