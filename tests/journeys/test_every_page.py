"""Every page, after a whole market day, in the light and in the large-print version, at desk and phone width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from agencies.models import Agency
from bidding.actions.drafting.start_need import start_need
from bidding.models import Bid
from contracts.models import Contract
from demo.day import MarketDay
from ledger.sequencer import sequence_all
from market.models import Person
from ratings.models import Evaluation, ExitCase
from supervision.models import Inspection
from tests.journeys.conftest import AXE, Reader

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1280, 360)
MOST_BYTES = 40_000
ERRORS = {403: "status of 403", 404: "status of 404", 422: "status of 422"}


def public_pages(day: MarketDay) -> list[str]:
    """What anybody may open."""
    contract = Contract.objects.get(need__number=day.needs["won"])
    agency = day.actors["agency"].uscc
    guides = ["/guides/", "/policy/", "/news/", "/open-data/"]
    return [
        "/",
        *[page for page in guides if Client().get(page).status_code == 200],
        "/needs/",
        "/needs/?q=水土保持&state=open",
        *[f"/needs/{day.needs[key]}/" for key in ("won", "cancelled", "too_few", "open_department", "open_voluntary")],
        "/results/",
        *[f"/results/{day.needs[key]}/" for key in ("won", "department", "tie", "discount", "second")],
        f"/contracts/{contract.number}/",
        "/agencies/",
        "/agencies/?q=环境&item=B02",
        *[f"/agencies/{each.organisation.uscc}/" for each in Agency.objects.select_related("organisation").order_by("pk")[:2]],
        f"/agencies/{agency}/score/",
        "/items/",
        "/items/B02/",
        "/items/check/",
        "/items/check/?q=水土保持方案",
        "/search/?q=水土保持",
        "/record/",
        "/record/entries/3/",
        "/inspections/",
        f"/inspections/{Inspection.objects.get().number}/",
        "/rules/",
        *[
            f"/rules/{room}/"
            for room in ("market", "agencies", "bidding", "contracts", "payments", "ratings", "draws", "supervision")
        ],
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
    ]


def own_pages(day: MarketDay) -> dict[str, list[str]]:
    """What each role opens, by the name it signs in with."""
    contracts = {key: Contract.objects.get(need__number=day.needs[key]) for key in ("won", "department", "second")}
    draft = start_need(actor=day.actors["firm"]).number
    topics = ("project", "service", "price", "conditions", "avoidance", "deadline", "contacts", "files", "check")
    open_need = day.needs["open_listed"]
    agency = day.actors["agency"]
    bids = Bid.objects.filter(agency__organisation_id=agency.organisation_id).order_by("pk")
    case = ExitCase.objects.select_related("agency__organisation").order_by("pk").first()
    evaluation = Evaluation.objects.filter(agency__organisation__uscc=contracts["won"].agency.organisation.uscc).first()
    accused = case and next(name for name, actor in day.actors.items() if actor.uscc == case.agency.organisation.uscc)
    topics_of_joining = (
        "",
        *("unit", "licence", "representative", "agent", "services", "services/new", "certificates", "practitioners"),
        *("ties", "promises"),
    )
    winner = next(name for name, actor in day.actors.items() if actor.uscc == contracts["won"].agency.organisation.uscc)
    pages = {
        "firm": [
            "/my/",
            "/my/needs/",
            "/my/needs/new/",
            f"/my/needs/{draft}/",
            *[f"/my/needs/{draft}/{topic}/" for topic in topics],
            f"/my/needs/{open_need}/",
            f"/my/needs/{open_need}/cancel/",
            f"/my/needs/{day.needs['won']}/",
            "/my/contracts/",
            f"/my/contracts/{contracts['won'].number}/",
            f"/my/contracts/{contracts['won'].number}/pay/",
            "/my/ratings/",
            "/my/organisation/",
            "/my/organisation/new/",
        ],
        "department": ["/my/", "/my/needs/", "/my/needs/new/", f"/my/contracts/{contracts['department'].number}/"],
        "agency": [
            "/my/",
            *[f"/my/agency/{topic}/".replace("//", "/") for topic in topics_of_joining],
            "/my/bids/",
            *[f"/my/bids/{bid.envelope_hash}/" for bid in (bids[0], bids[len(bids) - 1])],
            f"/needs/{open_need}/",
            f"/needs/{open_need}/eligibility/",
            f"/needs/{open_need}/bid/",
            f"/needs/{open_need}/questions/new/",
            "/my/contracts/",
            "/my/ratings/",
            "/my/cases/",
        ],
        "agency6": ["/my/", f"/needs/{open_need}/eligibility/"],
        "agency7": ["/my/", "/my/agency/", "/my/agency/done/"],
        "operator": ["/my/", "/my/list/"],
        "regulator": ["/my/", "/my/cases/", "/my/cases/new/", "/my/inspections/", "/my/inspections/new/"],
        "finance": ["/my/"],
    }
    pages.setdefault(winner, []).append(f"/my/contracts/{contracts['won'].number}/")
    if evaluation:
        pages[winner].append(f"/my/evaluations/{evaluation.pk}/")
    if case and accused:
        pages["regulator"] += [f"/my/cases/{case.number}/", f"/agencies/{case.agency.organisation.uscc}/measures/"]
        pages.setdefault(accused, []).append(f"/my/cases/{case.number}/")
    return pages


def faults_on(reader: Reader, path: str, expected: int = 200) -> list[str]:
    """Open a page in both versions and look at it in both widths. Returns what is wrong with it."""
    page, found = reader.page, []
    for elder in ("0", "1"):
        page.context.add_cookies([{"name": "elder", "value": elder, "url": reader.base}])
        reader.errors.clear()
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        answer = page.goto(reader.base + path)
        if answer is None or answer.status != expected:
            return [f"{path}: status {answer and answer.status}, not {expected}"]
        if elder == "0" and len(answer.body()) > MOST_BYTES:
            found.append(f"{path}: {len(answer.body())} bytes of HTML")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            is_wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{path} elder={elder} {width}px: {is_wide}px wide"] if is_wide > width else []
            if (elder == "1") == (width == WIDTHS[1]):  # the light version at a desk, large print on a phone
                found += [f"{path} elder={elder} {width}px: {fault}" for fault in violations_on(page)]
        found += [f"{path}: {error}" for error in reader.errors if ERRORS.get(expected, "-") not in error]

    return found


def violations_on(page: Page) -> list[str]:
    """What axe says to the page that is open."""
    violations = Axe().run(page, options=AXE | {"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']} {each['nodes'][0]['html'][:140]}" for each in violations]


def signed_in(reader: Reader, username: str) -> Reader:
    """A reader with somebody's session."""
    client = Client()
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    reader.page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": reader.base}])
    return reader


def test_every_page_is_accessible_fits_the_screen_and_asks_nobody_else(reader) -> None:
    day = MarketDay(quiet=True)  # from here the clock is the day's
    call_command("seed", verbosity=0)
    call_command("seed_pages", verbosity=0)
    day.play()
    sequence_all()
    keep_pictures(day, reader)
    visitor = reader()
    faults = [fault for path in public_pages(day) for fault in faults_on(visitor, path)]
    faults += faults_on(visitor, "/nowhere/", 404)
    for username, paths in own_pages(day).items():
        somebody = signed_in(reader(), username)
        faults += [f"{username}: {fault}" for path in paths for fault in faults_on(somebody, path)]
    somebody = signed_in(reader(), "finance")
    faults += faults_on(somebody, "/my/needs/new/", 403)
    assert not faults, "\n".join(dict.fromkeys(faults))


def keep_pictures(day: MarketDay, reader) -> None:
    """The pictures of the docs, when they are asked for."""
    visitor = reader()
    agency = Contract.objects.get(need__number=day.needs["won"]).agency.organisation.uscc
    for name, path in {
        "home": "/",
        "need": f"/needs/{day.needs['open_listed']}/",
        "result": f"/results/{day.needs['won']}/",
        "directory": "/agencies/",
        "agency": f"/agencies/{agency}/",
        "score": f"/agencies/{agency}/score/",
        "record": "/record/",
    }.items():
        visitor.open(path)
        visitor.shot(name)
