"""The directory as it follows the trade, and its pages."""

from datetime import date, timedelta

import pytest
from django.test import override_settings

from agencies.actions import note_standing, remove_agency, suspend_agency
from kernel import clock, outbox
from kernel.actors import SCHEDULER
from search import due, engines, follow
from search.engines.base import Query
from search.models import AgencyRow
from tests.makers import market
from tests.makers import search as make

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def agency(at_ten):
    """An agency with a listed service and one outside the list, in the directory."""
    market.a_list_item("B02", "生产建设项目水土保持方案编制")
    agency = make.an_agency_offering("澄川环境技术有限公司", ("B02", "水土保持方案编制"), ("", "环保管家服务"))
    follow.in_postgres({"org": agency.organisation.uscc})
    return agency


def keys(**query) -> tuple[str, ...]:
    return engines.ask(Query(**query)).found.keys


def test_each_service_is_matched_against_the_list_of_the_day(agency, client) -> None:
    page = client.get("/agencies/?q=水土").content.decode()
    assert "<mark>水土</mark>保持方案编制，B02，承诺 15 日，清单时限 20 个工作日" in page
    assert "环保管家服务：不在清单内，不得作为受理条件" in page
    assert "找到 1 家，先按文字相符，再按信用等级" in page


def test_a_service_that_left_the_list_is_shown_as_outside_it_from_the_day_of_the_new_edition(agency) -> None:
    market.an_edition(date(2026, 6, 10))
    follow.list_in_postgres({})
    assert AgencyRow.objects.get().items == ["B02"]
    clock.forward(timedelta(days=7))
    assert due.refresh_changed() == 1
    assert AgencyRow.objects.get().items == []
    assert due.refresh_changed() == 0


def test_an_expired_certificate_hides_its_service_and_never_the_agency(agency) -> None:
    make.a_service_on_a_certificate(agency, "", "噪声检测", valid_until=date(2026, 6, 3))
    follow.in_postgres({"org": agency.organisation.uscc})
    assert len(keys(text="噪声")) == 1
    clock.forward(timedelta(days=1))
    assert due.refresh_changed() == 1
    assert keys(text="噪声") == ()
    assert len(keys(text="澄川")) == 1


def test_the_directory_hears_of_a_suspension_and_of_its_end(agency) -> None:
    uscc = agency.organisation.uscc
    regulator = market.a_regulator()
    suspend_agency(actor=regulator, agency_uscc=uscc, until=clock.now() + timedelta(days=90), case="决定 1")
    outbox.deliver_all()
    assert keys() == ()
    assert keys(standing=("suspended",)) == (uscc,)


def test_a_removed_agency_is_found_only_under_its_filter_with_the_decision(agency, client) -> None:
    uscc = agency.organisation.uscc
    remove_agency(actor=market.a_regulator(), agency_uscc=uscc, until=clock.now() + timedelta(days=365), case="决定 2")
    outbox.deliver_all()
    assert "还没有机构入驻" in client.get("/agencies/").content.decode()
    page = client.get("/agencies/?standing=removed").content.decode()
    assert "找到 1 家，现在都不能承接服务" in page
    assert f"/agencies/{uscc}/measures/" in page


def test_a_grade_moves_an_agency_up(agency, client) -> None:
    other = make.an_agency_offering("禾砥生态咨询有限公司")
    uscc = other.organisation.uscc
    note_standing(actor=SCHEDULER, agency_uscc=uscc, grade="A", score_centi=9_249, evaluations=3, on=clock.today())
    follow.in_postgres({"org": uscc})
    assert keys() == (uscc, agency.organisation.uscc)
    assert "3 次评价，92.4 分（2026-06-03）" in client.get("/agencies/").content.decode()


def test_with_elasticsearch_down_the_page_answers_from_postgres_and_says_so(agency, client) -> None:
    with override_settings(ELASTICSEARCH_URL=NOWHERE):
        page = client.get("/agencies/").content.decode()
    assert "分布式检索暂时连不上" in page
    assert "澄川环境技术有限公司" in page


def test_a_change_while_elasticsearch_is_down_waits_in_the_outbox_and_reaches_postgres_at_once(agency) -> None:
    with override_settings(ELASTICSEARCH_URL=NOWHERE):
        follow.in_postgres({"org": agency.organisation.uscc})
        with pytest.raises(engines.EngineDown):
            follow.in_elasticsearch({"org": agency.organisation.uscc})


def test_elasticsearch_follows_and_answers_the_page(agency, client, elasticsearch_url) -> None:
    with override_settings(ELASTICSEARCH_URL=elasticsearch_url):
        follow.list_in_elasticsearch({})
        engines.engines()[0].refresh()
        answer = engines.ask(Query("chengchuan"))
        page = client.get("/agencies/?q=chengchuan").content.decode()
        for name in engines.engines()[0].client.indices.get(index=f"{engines.engines()[0].alias}-*"):
            engines.engines()[0].client.indices.delete(index=name)
    assert (answer.engine, answer.fell_back, answer.found.total) == ("elasticsearch", False, 1)
    assert "澄川环境技术有限公司" in page


def test_the_page_asks_no_more_of_the_database_for_twenty_rows_than_for_one(
    agency, client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12) as one:
        client.get("/agencies/")
    for n in range(21):
        make.an_agency_offering(f"示例机构{n}", ("B02", "水土保持方案编制"), *[("", f"咨询服务{m}") for m in range(5)])
    follow.list_in_postgres({})
    with django_assert_max_num_queries(12) as many:
        response = client.get("/agencies/")
    assert len(one) == len(many)
    assert len(response.content) < 40_000
    assert 'aria-label="分页"' in response.content.decode()
    assert client.get("/agencies/?page=2").status_code == 200
    assert client.get("/agencies/?page=99999&grade=%00&item='&q=%00").status_code == 200


def test_nothing_found_says_what_next(agency, client) -> None:
    page = client.get("/agencies/?q=爆破").content.decode()
    assert "没有符合这些条件的机构" in page
    assert "查看全部机构" in page


def test_the_search_box_of_the_home_page_finds_items_and_agencies(agency, client) -> None:
    page = client.get("/search/?q=水土保持").content.decode()
    assert "生产建设项目水土保持方案编制" in page
    assert "澄川环境技术有限公司" in page
    assert client.get("/search/").status_code == 200
    assert "没有找到" in client.get("/search/?q=爆破").content.decode()


def test_rebuilding_fills_an_empty_directory(agency) -> None:
    AgencyRow.objects.all().delete()
    assert follow.rebuild(engines.engines()[-1]) == 1
    assert len(keys()) == 1
