"""A real Chromium on a real server: no CSP error, no foreign request, no axe violation, on any page that a journey opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
KEPT = {"home", "need", "agency", "result", "directory", "score", "record"}
COLOURS = 64  # flat areas and text: a quarter of the bytes, to the eye the same
REFUSED = "status of 422"  # a form given back with its faults is an answer, not an error
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


class Reader:
    """Somebody at a browser. Remembers every error that a page makes."""

    def __init__(self, page: Page, base: str):
        self.page, self.base = page, base
        self.errors: list[str] = []
        page.on(
            "console", lambda said: self.errors.append(said.text) if said.type == "error" and REFUSED not in said.text else None
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda sent: self.errors.append(f"foreign request {sent.url}") if not self._ours(sent.url) else None)

    def _ours(self, url: str) -> bool:
        return url.startswith((self.base, "data:", "blob:", "about:"))

    def open(self, path: str) -> Page:
        """Open a page and check it."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        self.check()
        return self.page

    def press(self, name: str, *, exact: bool = False) -> Page:
        """Press a button or follow a link by its words, and check where it leads."""
        control = self.page.get_by_role("button", name=name, exact=exact).or_(
            self.page.get_by_role("link", name=name, exact=exact)
        )
        control.first.click()
        self.page.wait_for_load_state("load")
        self.check()
        return self.page

    def fill(self, **fields: str) -> None:
        """Fill fields by their names."""
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").first.fill(value)

    def check(self) -> None:
        """No axe violation, no CSP error, no foreign request."""
        found = Axe().run(self.page, options=AXE).response["violations"]
        assert not found, f"{self.page.url}: " + "; ".join(f"{v['id']} {v['nodes'][0]['html'][:160]}" for v in found)
        assert not self.errors, f"{self.page.url}: {self.errors}"

    def shot(self, name: str) -> None:
        """Keep a picture for the docs, at desktop and phone width, when SCREENSHOTS is set ("all": every picture)."""
        wanted = os.environ.get("SCREENSHOTS")
        if not wanted or (wanted != "all" and name not in KEPT):
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        for kind, width in (("desktop", 1280), ("phone", 360)):
            self.page.set_viewport_size({"width": width, "height": 900})
            picture = Image.open(BytesIO(self.page.screenshot(full_page=True))).convert("RGB")
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(SHOTS / f"{name}-{kind}.png", optimize=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def sign_in(self, username: str, password: str = "correct horse") -> None:
        """Sign in by the page."""
        self.open("/accounts/login/")
        self.fill(login=username, password=password)
        self.press("登录", exact=True)


@pytest.fixture
def reader(chromium: Browser, live_server) -> Iterator[Callable[[], Reader]]:
    """Gives readers, each with a browser of their own."""
    contexts = []

    def a_reader() -> Reader:
        context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900}, timezone_id="Asia/Shanghai")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Reader(page, live_server.url)

    yield a_reader
    for context in contexts:
        context.close()
