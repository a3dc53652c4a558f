"""The public list, an item, and the question whether a service is required."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from market.actions.route_supervision import route_supervision
from market.checker import Verdict, answer
from market.models import ListItem, Region
from market.reads import closest_items, supervisor_of
from tests.makers import market as make


@pytest.fixture
def the_list(at_ten):
    call_command("seed", verbosity=0)


def names_on(client, address: str) -> list[str]:
    return re.findall(r'<h3><a href="/items/(\w+)/">', client.get(address).content.decode())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("水土保持", "B02"),
        ("水保", "B02"),
        ("环评", "B01"),
        ("环境影响报告书(表)", "B01"),
        ("Ｂ０１", "B01"),
        ("b24", "B24"),
        ("图审", "B24"),
        ("shuitubaochi", "B02"),
        ("shui tu bao chi", "B02"),
        ("scjsxmstbcfabz", "B02"),
        ("kuai ji shi", "D09"),
    ],
)
def test_the_list_is_searched_by_name_short_word_pinyin_initials_and_code(the_list, client, typed, code) -> None:
    assert code in names_on(client, f"/items/?q={typed}")[:3]


def test_the_list_is_filtered_by_department_approval_and_state(the_list, client) -> None:
    assert names_on(client, "/items/?department=发展和改革局") == ["A01", "A02", "A03", "A04"]
    assert names_on(client, "/items/?approval=取水许可") == ["B06"]
    assert "找到 29 项" in client.get("/items/?state=force").content.decode()
    assert "找到 56 项" in client.get("/items/?state=waiting").content.decode()
    assert "清单上没有相近的服务" in client.get("/items/?q=风水勘测罗盘").content.decode()


def test_an_item_shows_its_four_particulars_its_basis_and_what_is_sample(the_list, client) -> None:
    text = client.get("/items/B02/").content.decode()
    for words in ("办理时限", "20 个工作日", "工作流程", "申报条件", "收费标准", "《水土保持法》第二十五条", "示例，待编办核定"):
        assert words in text
    assert text.count('class="zx-sample"') >= 5
    assert "申请人可以自己做" in text


def test_an_incomplete_item_says_what_is_missing_and_that_it_is_not_in_force(the_list, client) -> None:
    text = client.get("/items/C03/").content.decode()
    assert "还缺办理时限、工作流程、申报条件、收费标准" in text
    assert "待补充，未生效" in text
    assert client.get("/items/ZZZ/").status_code == 404


@pytest.mark.parametrize(
    ("service", "approval", "verdict"),
    [
        ("洪水影响评价报告编制（洪泛区、蓄滞洪区非防洪建设项目）", "", Verdict.REQUIRED),
        ("洪水影响评价报告编制(洪泛区、蓄滞洪区非防洪建设项目)", "洪水影响评价", Verdict.REQUIRED),
        ("B02", "", Verdict.MAY_DO_IT_ONESELF),
        ("施工图设计文件审查", "施工许可", Verdict.DEPARTMENT_PAYS),
        ("B05", "施工许可", Verdict.OTHER_APPROVAL),
        ("雷电灾害评估备案手续代跑", "", Verdict.NOT_LISTED),
        ("B04", "", Verdict.NOT_IN_FORCE),
        ("土地评估", "", Verdict.NOT_IN_FORCE),
        ("环评", "", Verdict.WHICH),
        ("", "取水许可", Verdict.OF_APPROVAL),
    ],
)
def test_the_checker_answers_by_the_list_of_the_day(the_list, service, approval, verdict) -> None:
    assert answer(service, approval, on=clock.today()).verdict == verdict


def test_the_answer_stands_with_its_rule_and_its_source(the_list, client) -> None:
    text = client.get("/items/check/?service=开荒保洁").content.decode()
    assert "任何部门不得作为受理条件" in text
    assert "不在当日有效清单上的服务" in text
    assert "第 21 项" in text
    assert "12345" in text
    assert "您说的是不是" in client.get("/items/check/?service=环评").content.decode()
    assert client.get("/items/check/").status_code == 200


def test_before_the_list_takes_effect_nothing_is_required(the_list) -> None:
    day = ListItem.objects.first().edition.effective_on.replace(year=2025)
    assert answer("B02", "", on=day).verdict == Verdict.NOT_LISTED


def test_closest_items_are_near_and_few(the_list) -> None:
    assert [item.code for item in closest_items("水土保持方案", most=2)] == ["B02", "C05"]
    assert closest_items("") == []


def test_a_route_holds_for_the_regions_below_until_one_has_its_own(the_list) -> None:
    province, city, county = (Region.objects.get(code=code, valid_to=None) for code in ("410000", "411100", "411102"))
    above, below = make.an_organisation("regulator", region=province), make.an_organisation("regulator", region=city)
    route_supervision(actor=SCHEDULER, item_code="B02", region=province, department=above)
    assert supervisor_of("B02", county) == above
    route_supervision(actor=make.an_operator(), item_code="B02", region=city, department=below)
    assert supervisor_of("B02", county) == below
    assert supervisor_of("B01", county) is None
    with pytest.raises(NotForYou):
        route_supervision(actor=make.a_regulator(), item_code="B02", region=city, department=above)


@pytest.mark.parametrize("path", ["/items/", "/items/?q=水", "/items/check/?service=环评", "/items/X1/"])
def test_pages_ask_as_much_for_one_item_as_for_twenty(at_ten, client, path) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(path)
        assert page.status_code == 200
        assert len(page.content) < 40_000
        return len(queries)

    make.a_list_item("X1", "水质环境影响监测1")
    asked()
    one = asked()
    for n in range(2, 21):
        make.a_list_item(f"X{n}", f"水质环境影响监测{n}", approval_name=f"审批{n}")
    assert asked() == one <= 6


def test_the_home_of_a_role_asks_as_much_for_one_member_as_for_twenty(at_ten, client) -> None:
    boss = make.a_membership(make.an_organisation())
    client.force_login(boss.person, backend="django.contrib.auth.backends.ModelBackend")

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    asked("/my/")
    one = [asked(path) for path in ("/my/", "/my/organisation/", "/my/switch/")]
    for _ in range(19):
        make.a_membership(boss.organisation, "buy")
        make.a_membership(make.an_organisation(), person=boss.person)
    assert [asked(path) for path in ("/my/", "/my/organisation/", "/my/switch/")] == one
