"""The desk speaks Chinese: no English word on any of its pages but those of the list below."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.viewsets import viewsets

from agencies.models import Registration
from market.models import Person
from tests.makers import agencies as make
from tests.makers import market
from web.desk import Desk

# Names of people, of files and of formats; numbers of things; sums of bytes; keys of the keyboard.
WHITELIST = re.compile(
    r"person\d+|\w+\.pdf|ZX-[A-Z]+-[\d-]+|\b[0-9a-f]{40,64}\b|\b[0-9A-Z]{18}\b|kB|MB|XLSX|CSV|B\d\d|Esc|Ctrl|Alt|Shift|Cmd"
)
LATIN = re.compile(r"[A-Za-z]{2,}(?:[ '’][A-Za-z]{2,})*")
SHOWN = {"aria-label", "title", "placeholder", "alt"}
UNSEEN = {"script", "style", "svg", "noscript"}


class Reader(HTMLParser):
    """What a page shows: its text, and the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        told = dict(attrs)
        self.said += [told[name] or "" for name in sorted(SHOWN & set(told))]
        if tag == "input" and told.get("type") == "submit":
            self.said.append(told.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(data)


def english_on(page: str) -> list[str]:
    """The English words of a page: in its text, and in what its attributes show."""
    reader = Reader()
    reader.feed(page)
    return LATIN.findall(WHITELIST.sub(" ", " | ".join(reader.said)))


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def waiting(at_ten) -> Registration:
    return make.a_submitted_registration()


def pages(waiting: Registration) -> list[str]:
    """Every page of the desk: its first one, the account's, and of each registered desk the list and a thing with its acts."""
    found = [reverse("wagtailadmin_home"), reverse("wagtailadmin_account")]
    for desk in (each for each in viewsets.viewsets if isinstance(each, Desk)):
        for pattern in desk.get_urlpatterns():
            one = "<int:pk>" in str(pattern.pattern)
            thing = waiting if desk.model is Registration else desk.model._default_manager.first()
            if one and thing is None:
                continue
            found.append(reverse(desk.get_url_name(pattern.name), args=[thing.pk] if one else []))
    return found


def test_no_english_word_on_any_page_of_the_desk(waiting) -> None:
    clerk = browser_of(market.an_operator())
    tried = pages(waiting)
    assert len(tried) >= 7
    for address in tried:
        response = clerk.get(address)
        assert response.status_code == 200, address
        assert english_on(response.text) == [], address


def test_a_refusal_at_the_desk_is_said_in_chinese_with_its_source(waiting) -> None:
    clerk = browser_of(market.an_operator())
    response = clerk.post(reverse("registrations:return", args=[waiting.pk]), {"agent": "盖"})
    assert response.status_code == 422
    assert english_on(response.text) == []
    assert "参照湖南省网上中介服务超市的做法" in response.text


def test_the_first_page_says_how_much_waits_and_until_when(waiting) -> None:
    page = browser_of(market.an_operator()).get(reverse("wagtailadmin_home")).text
    assert "<b>1</b> 件待办" in page
    assert "17:00 前办理" in page
    other = market.acting_for(market.an_organisation("operator", region=market.a_city("410100", "郑州市")))
    assert "没有待办" in browser_of(other).get(reverse("wagtailadmin_home")).text


def test_the_walk_finds_an_english_word() -> None:
    assert english_on('<p>Save</p><a title="Go back" data-do="a->b">x</a>') == ["Save", "Go back"]
    assert english_on("<p>ZX-RZ-2026-000001 licence.pdf</p>") == []
