"""Each role's home says what to do next, and its links work."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from agencies.models import Agency
from agencies.states import Standing
from kernel import clock
from kernel.actors import Actor
from market.models import Person
from tests.makers import agencies as make_agencies
from tests.makers import bidding as needs
from tests.makers import bids as make_bids
from tests.makers import contracts as make_contracts
from tests.makers import market
from tests.makers import payments as make_payments

# Signing out ends the walk; the editors' pages are not in the test's database.
NOT_FOLLOWED = {"/accounts/logout/", "/guide/", "/"}


def browser_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def home_of(actor: Actor) -> str:
    """The role's home, all of whose links have been followed."""
    client = browser_of(actor)
    page = client.get("/my/").text
    main = page[page.index("<main") : page.index("</main>")]
    for href in set(re.findall(r'<a[^>]* href="(/[^"#]*)"', main)) - NOT_FOLLOWED:
        assert client.get(href, follow=True).status_code == 200, href
    return main


@pytest.mark.parametrize(
    ("who", "next_step"),
    [
        (market.a_firm, "发布采购需求"),
        (market.a_department, "发布采购需求"),
        (make_agencies.an_applicant, "入驻申请"),
        (market.an_operator, "进入工作后台"),
        (market.a_regulator, "处理案件"),
        (lambda: market.acting_for(market.an_organisation("finance")), "查看部门付款"),
    ],
)
def test_a_role_sees_its_next_step_and_every_link_works(at_ten, who: Callable[[], Actor], next_step: str) -> None:
    assert next_step in home_of(who())


def test_an_official_sees_what_waits_and_the_way_to_the_desk(at_ten) -> None:
    make_agencies.a_submitted_registration()
    home = home_of(market.an_operator())
    assert "今天有 1 件待办" in home
    assert 'href="/desk/registrations/"' in home
    assert "17:00 前答复" in home


def test_the_finance_office_sees_what_its_departments_pay_and_no_firm(at_ten) -> None:
    deal = make_payments.an_invoiced_contract()
    finance = market.acting_for(market.an_organisation("finance"))
    assert deal.number not in browser_of(finance).get("/my/payments/").text


@pytest.mark.parametrize("actor", [market.a_firm, market.a_department, market.an_operator])
def test_nobody_else_sees_what_departments_pay(at_ten, actor: Callable[[], Actor]) -> None:
    assert browser_of(actor()).get("/my/payments/").status_code == 403


def test_a_late_delivery_is_marked_on_both_homes(at_ten) -> None:
    deal = make_contracts.a_signed_contract()
    clock.forward(timedelta(days=400))
    assert "机构逾期未交付" in home_of(deal.buyer)


def test_the_header_names_the_organisation_and_leads_home_and_out(at_ten) -> None:
    firm = market.a_firm("栖梧新材料有限公司")
    header = browser_of(firm).get("/needs/").text.partition("</header>")[0]
    assert "栖梧新材料有限公司" in header
    assert 'href="/my/"' in header
    assert "/accounts/logout/" in header
    assert "切换单位" not in header
    market.a_membership(market.an_organisation("agency"), person=Person.objects.get(pk=firm.person_id))
    assert "切换单位" in browser_of(firm).get("/needs/").text.partition("</header>")[0]


def test_an_agency_is_shown_needs_to_bid_for_once_it_is_on_the_list_and_not_before(at_ten) -> None:
    bidder = make_bids.a_bidder()
    need = needs.an_open_need()
    assert f"可参加：{need.number}" in home_of(bidder)
    Agency.objects.filter(organisation_id=bidder.organisation_id).update(standing=Standing.UNLISTED)
    assert need.number not in home_of(bidder)
