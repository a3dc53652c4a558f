"""Agencies in one live room, each at a browser of its own: prices, rounds and the result come without a reload, or with plain pages."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bidding import due
from bidding.actions.rounds.place_step import place_step
from bidding.models import LiveRound, Need, Step
from kernel import clock
from ledger.receipts import receipt_is_genuine
from tests.journeys.live_process import Door, a_browser_of, a_free_port, running, tell_the_pages
from tests.makers import rooms

pytestmark = pytest.mark.django_db(transaction=True)
TEN_MINUTES_OFF = "const real = Date.now; Date.now = () => real() + 600000;"
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def door(settings):
    """The real live process behind a door; the pages are told of the door."""
    port = a_free_port()
    with running(port):
        door = Door(port)
        tell_the_pages(settings, door.port)
        yield door
        door.take_away()


def a_room(**notice) -> tuple[Need, list]:
    """A room in its first round; the database's clock stands still until the test moves it."""
    clock.set_to(clock.now())
    return rooms.a_live_room(**notice)


def near_the_end(need: Need) -> None:
    """Move the clock into the last seconds of the running round."""
    clock.set_to(LiveRound.objects.get(need=need, closed_at=None).ends_at - timedelta(seconds=5))


def enter(browser: Browser, base: str, actor, number: str) -> Page:
    """A bidder of an agency opens the room; its browser's clock is ten minutes fast."""
    page = a_browser_of(browser, base, actor, script=TEN_MINUTES_OFF).new_page()
    page.goto(f"{base}/needs/{number}/room/")
    expect(page.locator("[data-link]")).to_have_text("已连接")
    return page


def bid(page: Page, yuan: str, *, place: str = "第 1 名") -> None:
    """Name a price and confirm it in capitals."""
    page.locator("[name=amount]").first.fill(yuan)
    page.get_by_role("button", name="下一步：核对报价").click()
    page.get_by_role("button", name="确认报价").click()
    expect(page.locator("[data-rank]")).to_have_text(place)


def end_the_round(need: Need) -> None:
    """The running round runs out, and the clock's verbs do what is due."""
    rooms.close_the_running_round(need)
    due.decide_due()


def assert_the_watch_is_right(page: Page, need: Need) -> None:
    """What the page shows as left lies within a second of what the database says, asked before and after."""
    ends_at = LiveRound.objects.get(need=need, closed_at=None).ends_at
    for _ in range(12):
        before = clock.now()
        minutes, seconds = page.locator("[data-left]").inner_text().split(":")
        shown, after = timedelta(minutes=int(minutes), seconds=int(seconds)), clock.now()
        assert ends_at - after - A_SECOND <= shown <= ends_at - before + A_SECOND
        page.wait_for_timeout(130)


def test_a_room_from_the_first_price_to_the_result_without_a_reload(live_server, chromium: Browser, door: Door) -> None:
    need, (a, b, _) = a_room()
    first = enter(chromium, live_server.url, a, need.number)
    second = enter(chromium, live_server.url, b, need.number)
    near_the_end(need)
    bid(first, "90000")
    expect(second.locator("[data-lowest]")).to_have_text("90,000.00 元")
    expect(second.locator("[data-notices]")).to_contain_text("本轮顺延 60 秒")
    bid(second, "89,000")
    expect(first.locator("[data-rank]")).to_have_text("第 2 名")
    expect(first.locator("[data-highest]")).to_have_text("88,000.00 元")
    for page in (first, second):
        page.evaluate("window.stayed = true")
    first.locator("[name=amount]").first.fill("87,500")
    end_the_round(need)
    for page in (first, second):
        expect(page.locator("[data-round]")).to_have_text("第 2 轮，共 3 轮")
    expect(first.locator("[name=amount]").first).to_have_value("87,500")
    end_the_round(need)
    expect(first.locator("[data-round]")).to_have_text("第 3 轮，共 3 轮")
    end_the_round(need)
    assert Need.objects.get(pk=need.pk).state == "decided"
    for page in (first, second):
        expect(page.get_by_role("link", name="看选取结果")).to_be_visible()
        expect(page.locator("[name=amount]")).to_have_count(0)
        assert page.evaluate("window.stayed") is True
        page.context.close()


def test_the_watch_of_a_browser_that_goes_wrong_is_right_to_a_second(live_server, chromium: Browser, door: Door) -> None:
    need, (a, b, _) = a_room()
    clock.set_to(None)
    rooms.set_the_round(need, 25)
    page = enter(chromium, live_server.url, a, need.number)
    assert_the_watch_is_right(page, need)
    place_step(actor=b, number=need.number, fen=9_000_000)
    expect(page.locator("[data-extensions]")).to_have_text("1")
    assert_the_watch_is_right(page, need)
    server = page.locator("[data-server]").inner_text()
    assert abs(time.fromisoformat(server).second - clock.now().second) in {0, 1, 59}
    page.context.close()


def test_a_page_is_connected_only_when_it_stands_at_the_servers_time(live_server, chromium: Browser, door: Door) -> None:
    need, (a, b, _) = a_room()
    clock.set_to(None)
    rooms.set_the_round(need, 25)
    page = a_browser_of(chromium, live_server.url, a, script=TEN_MINUTES_OFF).new_page()
    held: list[Route] = []
    page.route("**/state.json", lambda route: held.append(route))
    with page.expect_response("**/live/**"):
        page.goto(f"{live_server.url}/needs/{need.number}/room/")
    place_step(actor=b, number=need.number, fen=9_000_000)
    expect(page.locator("[data-lowest]")).to_have_text("90,000.00 元")  # the stream is open
    assert page.locator("[data-link]").inner_text() != "已连接"
    for each in held:
        each.continue_()
    expect(page.locator("[data-link]")).to_have_text("已连接")
    assert_the_watch_is_right(page, need)
    page.context.close()


def test_whoever_loses_the_connection_misses_no_event(live_server, chromium: Browser, door: Door) -> None:
    need, (a, b, c) = a_room()
    page = enter(chromium, live_server.url, a, need.number)
    near_the_end(need)
    place_step(actor=b, number=need.number, fen=9_500_000)
    expect(page.locator("[data-notices] li")).to_have_count(2)  # an extension, and the lowest price
    door.shut()
    expect(page.locator("[data-link]")).to_contain_text("已断开，正在重连")
    expect(page.locator("[data-away]")).to_be_visible()
    page.route("**/state.json", lambda route: route.abort())  # the stream alone must bring what was missed
    place_step(actor=c, number=need.number, fen=9_300_000)
    place_step(actor=b, number=need.number, fen=9_100_000)
    door.open()
    expect(page.locator("[data-lowest]")).to_have_text("91,000.00 元", timeout=15_000)
    for missed in ("93,000.00 元", "91,000.00 元"):
        expect(page.locator("[data-notices]")).to_contain_text(f"最低价降到 {missed}")
    expect(page.locator("[data-link]")).to_have_text("已连接")
    expect(page.locator("[data-away]")).to_be_hidden()
    page.context.close()


def test_the_extra_round_is_for_the_equals_alone(live_server, chromium: Browser, door: Door) -> None:
    need, (a, b, c) = a_room(floor_fen=8_950_000)
    level, other = (enter(chromium, live_server.url, actor, need.number) for actor in (b, a))
    for actor, fen in ((a, 9_100_000), (b, 9_000_000), (c, 9_000_000)):
        place_step(actor=actor, number=need.number, fen=fen)
    expect(other.locator("[data-highest]")).to_have_text("90,000.00 元")
    for _ in range(3):
        end_the_round(need)
    expect(level.locator("[data-round]")).to_have_text("加轮：最低价相同的 2 家")
    expect(level.locator("[data-highest]")).to_have_text("89,999.99 元")
    expect(other.get_by_text("本机构不在其中，可以旁观")).to_be_visible()
    expect(other.locator("[name=amount]")).to_have_count(0)
    bid(level, "89,600")
    for page in (level, other):
        page.context.close()


def test_without_a_script_the_room_is_pages_and_forms(live_server, chromium: Browser) -> None:
    need, (a, b, _) = a_room()
    page = a_browser_of(chromium, live_server.url, a, java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/needs/{need.number}/room/")
    expect(page.locator("[data-link]")).to_have_text("刷新本页看最新")
    page.locator("[name=amount]").fill("90500")
    page.get_by_role("button", name="下一步：核对报价").click()
    expect(page.get_by_text("玖万零伍佰元整")).to_be_visible()
    assert not Step.objects.filter(need=need).exists()
    page.get_by_role("button", name="确认报价").click()
    expect(page.locator("[data-rank]")).to_have_text("第 1 名")
    step = Step.objects.get(need=need)
    assert step.fen == 9_050_000
    assert receipt_is_genuine(step.receipt)
    expect(page.get_by_role("cell", name=step.receipt["entry"][:12])).to_be_visible()
    place_step(actor=b, number=need.number, fen=8_900_000)
    page.reload()
    expect(page.locator("[data-rank]")).to_have_text("第 2 名")
    expect(page.locator("[data-highest]")).to_have_text("88,000.00 元")
    page.locator("[name=amount]").fill("88,000.01")
    page.get_by_role("button", name="下一步：核对报价").click()
    page.get_by_role("button", name="确认报价").click()
    expect(page.get_by_role("alert")).to_contain_text("此刻最高可报 88,000.00 元")
    for _ in range(3):
        end_the_round(need)
    page.goto(f"{live_server.url}/needs/{need.number}/room/")
    page.get_by_role("link", name="看选取结果").click()
    expect(page.get_by_text("89,000.00").first).to_be_visible()
    page.context.close()
