"""The desk of the formal check: by region, by role, in Chinese, by verbs alone."""

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.admin.viewsets import viewsets

from agencies.models import Registration
from agencies.states import RegistrationState, Standing
from market.models import Person
from tests.makers import agencies as make
from tests.makers import market
from web.desk import Desk


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def waiting(at_ten) -> Registration:
    return make.a_submitted_registration()


@pytest.fixture
def clerk(waiting) -> Client:
    return browser_of(market.an_operator())


def test_the_clerk_of_the_region_sees_every_answer_and_every_file(clerk, waiting) -> None:
    page = clerk.get(reverse("registrations:index"))
    assert page.status_code == 200
    assert waiting.number in page.text
    page = clerk.get(reverse("registrations:inspect", args=[waiting.pk])).text
    for word in ("王示例", "李示例", "13800000000", "licence.pdf", "authorisation.pdf", waiting.agency.licence.sha256):
        assert word in page
    paper = clerk.get(reverse("join_paper", args=[waiting.agency.licence_id]))
    assert paper.content == make.A_PDF


def test_the_clerk_admits(clerk, waiting) -> None:
    assert clerk.get(reverse("registrations:admit", args=[waiting.pk])).status_code == 200
    assert clerk.post(reverse("registrations:admit", args=[waiting.pk])).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.ADMITTED
    assert waiting.decided_by is not None
    assert make.Agency.objects.get().standing == Standing.LISTED


def test_a_second_answer_is_refused_and_changes_nothing(clerk, waiting) -> None:
    clerk.post(reverse("registrations:admit", args=[waiting.pk]))
    response = clerk.post(reverse("registrations:return", args=[waiting.pk]), {"agent": "授权书未盖章"})
    assert response.status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.ADMITTED


def test_the_clerk_returns_with_a_remark_beside_the_task_and_it_can_be_mended(clerk, waiting) -> None:
    assert clerk.post(reverse("registrations:return", args=[waiting.pk]), {}).status_code == 422
    clerk.post(reverse("registrations:return", args=[waiting.pk]), {"agent": "授权书未盖章"})
    waiting.refresh_from_db()
    assert waiting.reasons == {"agent": "授权书未盖章"}
    owner = browser_of(market.actor_from(waiting.agency.organisation.memberships.get()))
    page = owner.get(reverse("join")).text
    assert "有 1 项需要修改" in page
    assert "授权书未盖章" in page
    owner.post(reverse("join_agent"), {"name": "李示例", "phone": "13800000000", "until": "2027-12-31", "file": make.a_file()})
    assert "需修改" not in owner.get(reverse("join")).text
    assert owner.post(reverse("join_check"), {"agree": "on"}).status_code == 302
    again = Registration.objects.get()
    assert (again.state, again.number) == (RegistrationState.SUBMITTED, waiting.number)


def desks() -> list[Desk]:
    reverse("wagtailadmin_home")  # the admin's addresses, and with them its desks, are made when first asked for
    return [each for each in viewsets.viewsets if isinstance(each, Desk)]


@pytest.mark.parametrize("export", ["", "?export=csv", "?export=xlsx"])
def test_a_clerk_of_another_region_lists_and_exports_nothing_of_this_one(waiting, export) -> None:
    other = browser_of(market.acting_for(market.an_organisation("operator", region=market.a_city("410100", "郑州市"))))
    response = other.get(reverse("registrations:index") + export)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    assert waiting.number.encode() not in body


def test_every_page_of_every_desk_hides_a_thing_from_a_clerk_of_another_region(waiting) -> None:
    other = browser_of(market.acting_for(market.an_organisation("operator", region=market.a_city("410100", "郑州市"))))
    mine = browser_of(market.acting_for(market.an_organisation("operator", region=waiting.agency.organisation.region)))
    assert desks()
    tried = 0
    for desk in desks():
        thing: Model | None = desk.model._default_manager.order_by("pk").first()
        for pattern in desk.get_urlpatterns():
            if "<int:pk>" not in str(pattern.pattern):
                continue
            pk = thing.pk if thing else 1
            address = reverse(desk.get_url_name(pattern.name), args=[pk])
            for method in ("get", "post"):
                assert getattr(other, method)(address).status_code in {403, 404, 405}, (address, method)
                tried += 1
            if thing is waiting:
                assert mine.get(address).status_code == 200
    assert tried >= 6
    assert Registration.objects.get().state == RegistrationState.SUBMITTED


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "usage", "history"])
def test_no_desk_adds_edits_copies_or_deletes(name) -> None:
    for desk in desks():
        for args in ([], [1]):
            with pytest.raises(NoReverseMatch):
                reverse(desk.get_url_name(name), args=args)


def test_others_do_not_get_in(waiting) -> None:
    for actor in (market.a_firm(), make.an_applicant(), market.a_department()):
        response = browser_of(actor).get(reverse("registrations:index"))
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")
    signer = market.acting_for(market.an_organisation("operator"), "decide")
    assert browser_of(signer).get(reverse("registrations:index")).status_code == 403
