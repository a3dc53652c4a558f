"""A department's pages about its budget."""

import pytest
from django.test import Client

from budgets.models import BudgetLine
from kernel.actors import Actor
from tests.makers import bidding as needs
from tests.makers import budgets, market
from tests.pages.test_my_need_pages import browser_of

pytestmark = pytest.mark.usefixtures("at_ten")
SAID = {"year": "2026", "code": "２１３０３０５-001", "title": "水土保持技术服务", "limit_fen": "1,200,000"}


@pytest.fixture
def department() -> Actor:
    return market.a_department()


@pytest.fixture
def browser(department: Actor) -> Client:
    return browser_of(department)


def test_a_department_declares_its_first_line_from_its_home(browser: Client) -> None:
    assert "/my/budget/new/" in browser.get("/my/").content.decode()
    assert "还没有预算项目" in browser.get("/my/budget/").content.decode()
    assert browser.get("/my/budget/new/").status_code == 200
    assert browser.post("/my/budget/new/", SAID).headers["Location"] == "/my/budget/"
    line = BudgetLine.objects.get()
    assert (line.code, line.year, line.limit_fen) == ("2130305-001", 2026, 120_000_000)
    page = browser.get("/my/budget/").content.decode()
    assert "水土保持技术服务" in page
    assert "1,200,000.00" in page
    assert "1,200,000.00" in browser.get("/my/").content.decode()


def test_a_refusal_stands_beside_its_field(browser: Client) -> None:
    browser.post("/my/budget/new/", SAID)
    again = browser.post("/my/budget/new/", SAID)
    assert again.status_code == 422
    assert "同一编码同一年度的预算项目只申报一次" in again.content.decode()
    empty = browser.post("/my/budget/new/", {"year": "2026", "limit_fen": "12万"})
    assert empty.status_code == 422
    assert "填写金额，精确到分" in empty.content.decode()
    assert BudgetLine.objects.count() == 1


def test_a_line_shows_what_its_needs_hold(department: Actor, browser: Client) -> None:
    line = budgets.a_line(department, limit_fen=40_000_000)
    need = needs.an_open_need(department, ceiling_fen=10_000_000)
    page = browser.get(f"/my/budget/{line.pk}/").content.decode()
    assert f"/needs/{need.number}/" in page
    assert "已预留，公告中 25.0%" in page
    assert "300,000.00" in page


def test_the_refusal_of_a_need_that_no_line_covers_says_rule_and_source(department: Actor, browser: Client) -> None:
    budgets.a_line(department, limit_fen=9_999_999)
    need = needs.a_draft_need(department)
    said = {"is_true": "on", "knows_it_is_narrow": "on"}
    page = browser.post(f"/my/needs/{need.number}/check/", said)
    assert page.status_code == 422
    assert "预算项目的可用额度足以预留" in page.content.decode()
    assert "最高限价 100,000.00 元，预算项目可用 99,999.99 元" in page.content.decode()
    assert "《预算法》第 13 条" in page.content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_as_little_for_many_lines_as_for_one(
    department: Actor, browser: Client, many: int, django_assert_max_num_queries
) -> None:
    for number in range(many):
        budgets.a_line(department, f"2130305-{number:03d}")
    browser.get("/my/budget/")
    with django_assert_max_num_queries(8):
        browser.get("/my/budget/")
