"""From a new account to the role's home."""

import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile as File
from django.test import Client

from market import middleware
from market.models import ListEdition, Membership, Organisation, Person
from market.views.home import greeting
from tests.makers import market as make

PASSWORD = "correct horse"
SIGN_UP = {"username": "zhangsan", "full_name": "张三", "email": "", "password1": "battery-staple", "password2": "battery-staple"}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def city(at_ten):
    return make.a_city()


def test_a_new_person_signs_up_registers_and_comes_home(city, client) -> None:
    done = client.post("/accounts/signup/", SIGN_UP)
    assert (done.status_code, done.headers["Location"]) == (302, "/my/")
    assert Person.objects.get().full_name == "张三"
    assert "登记您的单位" in client.get("/my/").content.decode()
    form = {"kind": "firm", "uscc": " 91350100ｍ000100y43", "name": "云岫食品有限公司", "region_code": "410300"}
    page = client.post("/my/organisation/new/", form)
    assert page.status_code == 200
    assert "单位已登记" in page.content.decode()
    home = client.get("/my/").content.decode()
    assert "云岫食品有限公司" in home
    assert "上午好" in home


def test_a_wrong_code_is_refused_beside_its_field_with_rule_and_source(city) -> None:
    client = signed_in(make.a_person())
    form = {"kind": "firm", "uscc": "91350100M000100Y44", "name": "云岫食品有限公司", "region_code": "410300"}
    page = client.post("/my/organisation/new/", form)
    text = page.content.decode()
    assert page.status_code == 422
    assert "<title>错误：登记单位 - 中选</title>" in text
    assert 'href="#id_uscc"' in text
    assert "最后一位校验码不对" in text
    assert "GB 32100-2015" in text
    assert 'value="91350100M000100Y44"' in text
    assert not Organisation.objects.filter(name="云岫食品有限公司").exists()


def test_a_form_sent_empty_names_every_field(city) -> None:
    page = signed_in(make.a_person()).post("/my/organisation/new/", {})
    assert page.status_code == 422
    for field in ("id_uscc", "id_name", "id_region_code"):
        assert f'href="#{field}"' in page.content.decode()


def test_a_member_is_invited_by_link_and_joins(city) -> None:
    unit = make.an_organisation(name="云岫食品有限公司")
    boss = signed_in(make.a_membership(unit).person)
    page = boss.post("/my/organisation/invite/", {"roles": ["buy"]})
    path = re.search(r"http://testserver(/invitations/[\w-]+/)", page.content.decode())[1]
    colleague = make.a_person("李四")
    guest = signed_in(colleague)
    assert "云岫食品有限公司请您加入" in guest.get(path).content.decode()
    assert guest.post(path).headers["Location"] == "/my/"
    assert Membership.objects.get(person=colleague).roles == ["buy"]
    assert guest.get(path).status_code == 404
    assert "李四" in boss.get("/my/organisation/").content.decode()
    assert boss.post("/my/organisation/invite/", {}).status_code == 422


def test_one_person_acts_for_the_chosen_organisation(city) -> None:
    person = make.a_person()
    first, second = make.an_organisation(name="甲公司"), make.an_organisation(name="乙公司")
    for unit in (first, second):
        make.a_membership(unit, person=person)
    client = signed_in(person)
    assert "甲公司" in client.get("/my/").content.decode()
    client.post("/my/switch/", {"organisation": second.pk})
    assert "乙公司" in client.get("/my/").content.decode()
    foreign = make.an_organisation(name="丙公司")
    assert client.post("/my/switch/", {"organisation": foreign.pk}).status_code == 404
    assert "乙公司" in client.get("/my/").content.decode()


def test_a_membership_that_has_ended_gives_nothing(city) -> None:
    membership = make.a_membership(make.an_organisation(name="甲公司"))
    client = signed_in(membership.person)
    membership.until = city.pk and make.clock.now()
    membership.save()
    assert "甲公司" not in client.get("/my/").content.decode()


def test_an_idle_session_ends(city, monkeypatch) -> None:
    client = signed_in(make.a_person())
    assert client.get("/my/").status_code == 200
    then = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: then + middleware.IDLE_SECONDS - 60)
    assert client.get("/my/").status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: then + 2 * middleware.IDLE_SECONDS)
    assert client.get("/my/").headers["Location"] == "/accounts/login/?next=/my/"
    assert "没有操作" in client.get("/accounts/login/").content.decode()


def test_eight_wrong_passwords_lock_the_account_here_and_say_so(city, client) -> None:
    make.a_person(username="wangwu")
    for _ in range(7):
        page = client.post("/accounts/login/", {"login": "wangwu", "password": "wrong"})
        assert page.status_code == 200
    page = client.post("/accounts/login/", {"login": "wangwu", "password": "wrong"})
    assert page.status_code == 429
    assert "暂停登录" in page.content.decode()
    assert client.post("/accounts/login/", {"login": "wangwu", "password": PASSWORD}).status_code == 429


def test_a_person_signs_in_by_user_name(city, client) -> None:
    make.a_person(username="wangwu")
    assert client.post("/accounts/login/", {"login": "wangwu", "password": PASSWORD}).headers["Location"] == "/my/"


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/"]
)
def test_account_pages_are_chinese_and_ours(city, client, path) -> None:
    text = client.get(path).content.decode()
    assert "zx-main" in text
    assert not re.search(r">[^<]*\b(Sign|Password|Login|Email|Username|Remember)\b[^<]*<", text)


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/email/", "/accounts/logout/", "/accounts/2fa/"])
def test_pages_of_one_who_is_signed_in_are_chinese_and_ours(city, path) -> None:
    page = signed_in(make.a_person()).get(path, follow=True)
    assert page.status_code == 200
    assert not re.search(r">[^<]*\b(Sign|Password|Login|Emails?|Remember|Authenticator|Security)\b[^<]*<", page.content.decode())


def test_the_operator_tries_a_file_then_publishes_it(city) -> None:
    client = signed_in(make.a_membership(make.an_organisation("operator")).person)
    head = "编码,服务事项,审批事项,设定依据,办理时限,工作流程,申报条件,收费标准,来源\n"
    row = "X01,水土保持方案,水保审批,《水土保持法》第二十五条,20 日,委托,项目,市场价,测试\n"
    fields = {"name": "第二版", "effective_on": "2026-07-01"}
    bad = client.post("/my/list/", fields | {"file": File("a.csv", (head + row + row).encode())})
    assert bad.status_code == 422
    assert "与第 2 行重复" in bad.content.decode()
    dry = client.post("/my/list/", fields | {"file": File("a.csv", ("\ufeff" + head + row).encode())})
    assert "可以导入" in dry.content.decode()
    assert not ListEdition.objects.exists()
    done = client.post("/my/list/", fields | {"text": head + row, "confirm": "1"})
    assert done.headers["Location"] == "/items/"
    assert ListEdition.objects.get().items.get().is_in_force
    again = client.post("/my/list/", fields | {"text": head + row, "confirm": "1"})
    assert again.status_code == 422
    assert "现有版本自 2026-07-01 施行" in again.content.decode()
    assert client.post("/my/list/", fields | {"file": File("a.csv", "编码".encode("gbk"))}).status_code == 422


def test_a_firm_may_not_open_the_operators_page(city) -> None:
    assert signed_in(make.a_membership(make.an_organisation()).person).get("/my/list/").status_code == 403


def test_greetings_follow_the_hour() -> None:
    assert [greeting(hour) for hour in (3, 8, 13, 15, 22)] == ["夜深了", "上午好", "中午好", "下午好", "晚上好"]
