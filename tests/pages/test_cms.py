"""The editors' pages, the error pages, and the desk."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import server_error
from wagtail.models import Page, Site

from cms.models import GuidePage, HomePage, PolicyPage
from kernel.actors import SCHEDULER
from ledger.record import record
from ledger.sequencer import sequence_all
from tests.makers import market as make

ENGLISH = re.compile(r">[^<>{}]*\b(Welcome|Sign|Search|Page|Read more|Published|Source)\b[^<>]*<")


@pytest.fixture
def site(at_ten):
    call_command("seed_pages", verbosity=0)


def test_first_pages_are_made_once_and_never_overwritten(site) -> None:
    count = Page.objects.count()
    guide = GuidePage.objects.get(slug="join")
    guide.title = "编辑改过的标题"
    guide.save()
    call_command("seed_pages", verbosity=0)
    assert Page.objects.count() == count
    assert GuidePage.objects.get(slug="join").title == "编辑改过的标题"
    assert isinstance(Site.objects.get(is_default_site=True).root_page.specific, HomePage)
    assert not Page.objects.filter(title__startswith="Welcome").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/guide/",
        "/guide/join/",
        "/guide/buy/",
        "/guide/bid/",
        "/guide/verify/",
        "/guide/required/",
        "/guide/accessibility/",
        "/guide/privacy/",
        "/policy/",
        "/policy/henan-2018/",
        "/policy/business-environment/",
        "/news/",
        "/news/sample-market/",
    ],
)
def test_every_first_page_is_chinese_and_ours(site, client, path) -> None:
    page = client.get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert '<main id="main"' in text
    assert text.count("<h1>") == 1
    assert not ENGLISH.search(text)
    assert len(page.content) < 40_000
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_a_policy_page_shows_what_the_source_says_and_does_not_say(site, client) -> None:
    text = client.get("/policy/henan-2018/").content.decode()
    assert "来源没有写明" in text
    assert "2018 年 7 月 19 日（周四）" in text
    assert PolicyPage.objects.get(slug="henan-2018").validity == "unknown"


def test_the_home_page_says_so_when_there_is_nothing(site, client) -> None:
    text = client.get("/").content.decode()
    assert "现在没有正在报名的需求" in text
    assert "还没有记录" in text


def test_the_home_page_counts_the_record(site, client, settings, tmp_path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    record(SCHEDULER, "bid.sealed", {"need": "ZX-2026-0001", "bidder": "91350100M000100Y43", "seq": 1})
    sequence_all()
    assert "<small>共</small> 2 <small>条</small>" in client.get("/").content.decode()


def test_an_address_that_is_not_there_gives_our_page(site, client) -> None:
    page = client.get("/nothing/here/")
    assert page.status_code == 404
    assert "找不到这个页面" in page.content.decode()


def test_a_fault_gives_a_page_that_asks_the_database_nothing(at_ten) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = server_error(RequestFactory().get("/"))
    assert (page.status_code, len(asked)) == (500, 0)
    assert "什么都没有改动" in page.content.decode()


def test_maintenance_closes_every_door_without_the_database(at_ten, client, settings) -> None:
    settings.MAINTENANCE = True
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/my/")
    assert (page.status_code, page.headers["Retry-After"], len(asked)) == (503, "600", 0)
    assert "正在维护" in page.content.decode()


def test_a_form_without_its_token_is_refused_in_chinese(site) -> None:
    page = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert page.status_code == 403
    assert "这一页已经过期" in page.content.decode()


def test_the_desk_has_one_door_and_a_policy_of_its_own(site, client) -> None:
    door = client.get("/desk/login/?next=/desk/")
    assert door.headers["Location"] == "/accounts/login/?next=/desk/"
    editor = make.a_person()
    editor.is_superuser = editor.is_staff = True
    editor.save()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    desk = client.get("/desk/")
    assert desk.status_code == 200
    assert "'unsafe-inline'" in desk.headers["Content-Security-Policy"]
    assert "https:" not in desk.headers["Content-Security-Policy"]
    assert '<html lang="zh-hans"' in desk.content.decode()


def test_one_without_the_right_does_not_enter_the_desk(site, client) -> None:
    client.force_login(make.a_person(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").status_code in {302, 403}


@pytest.mark.parametrize("path", ["/desk/", "/desk/pages/", "/desk/images/", "/desk/documents/", "/desk/users/"])
def test_the_desk_speaks_chinese_where_wagtail_itself_does_not(site, client, path) -> None:
    editor = make.a_person()
    editor.is_superuser = editor.is_staff = True
    editor.save()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    text = client.get(path, follow=True).content.decode()
    for word in ("Edit account avatar", "Search all pages", "Usage count", "List layout", "Date updated", "Has child pages"):
        assert word not in text
