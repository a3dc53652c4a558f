"""Two agencies in one live room, each at a browser of its own: a price arrives at the other without a reload."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

import psycopg
import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from bidding import due
from bidding.models import LiveRound, Need
from kernel import clock
from market.models import Person
from tests.makers import rooms

pytestmark = pytest.mark.django_db(transaction=True)
TEN_MINUTES_OFF = "const real = Date.now; Date.now = () => real() + 600000;"


@pytest.fixture
def live_process(settings):
    """The real live process on this test's database; the pages are told where it is."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    said = connection.get_connection_params()
    names = ("dbname", "user", "host", "password", "port")
    url = psycopg.conninfo.make_conninfo(**{name: said[name] for name in names if said.get(name)})
    command = [sys.executable, "-m", "uvicorn", "config.live:application", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    settings.LIVE_URL = f"http://127.0.0.1:{port}/live/"
    settings.SECURE_CSP = {**site.SECURE_CSP, "connect-src": ["'self'", f"http://127.0.0.1:{port}"]}
    yield
    process.terminate()
    process.wait()


def enter(browser: Browser, base: str, actor, number: str) -> Page:
    """A bidder of an agency opens the room; its browser's clock is ten minutes fast."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    context.add_init_script(TEN_MINUTES_OFF)
    page = context.new_page()
    page.goto(f"{base}/needs/{number}/room/")
    expect(page.locator("[data-link]")).to_have_text("已连接")
    return page


def bid(page: Page, yuan: str) -> None:
    """Name a price and confirm it in capitals."""
    page.locator("[name=amount]").first.fill(yuan)
    page.get_by_role("button", name="下一步：核对报价").click()
    page.get_by_role("button", name="确认报价").click()
    expect(page.locator("[data-rank]")).to_have_text("第 1 名")


def test_two_browsers_in_one_room(live_server, chromium: Browser, live_process) -> None:
    clock.set_to(clock.now())
    need, (a, b, _) = rooms.a_live_room()
    clock.set_to(None)
    rooms.set_the_round(need, 25)
    first = enter(chromium, live_server.url, a, need.number)
    second = enter(chromium, live_server.url, b, need.number)
    bid(first, "90000")
    expect(second.locator("[data-lowest]")).to_have_text("90,000.00 元")
    expect(second.locator("[data-notice]")).to_contain_text("本轮顺延 60 秒")
    bid(second, "89,000")
    expect(first.locator("[data-rank]")).to_have_text("第 2 名")
    expect(first.locator("[data-highest]")).to_have_text("88,000.00 元")
    ends_at = LiveRound.objects.get(need=need).ends_at
    minutes, seconds = first.locator("[data-left]").inner_text().split(":")
    left = (ends_at - clock.now()).total_seconds()
    assert abs(int(minutes) * 60 + int(seconds) - left) <= 1.5
    rooms.set_the_round(need, 0, began=9)
    due.close_rounds_due()
    expect(first.locator("[data-round]")).to_have_text("第 2 轮，共 3 轮")
    assert Need.objects.get(pk=need.pk).state == "rounds"
    for page in (first, second):
        page.context.close()
