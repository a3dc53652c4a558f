"""Joining through the pages: one topic a page, refusals beside the fields, a number at the end."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies import actions, forms
from agencies.models import Agency, Registration
from ledger.models import Pending
from market.models import Person
from tests.makers import agencies as make
from tests.makers import market
from web.forms import ZxForm


def pdf(name: str = "a.pdf", content: bytes = make.A_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


@pytest.fixture
def founder(at_ten):
    return market.acting_for(market.an_organisation("agency", "澄川示例环境技术有限公司"))


def answers_of(actor) -> dict[str, dict]:
    return {
        "join_unit": {"code": actor.uscc.lower(), "address": "洛阳市示例路 1 号", "contact_phone": "０３７９-60000000"},
        "join_licence": {"file": pdf("licence.pdf")},
        "join_representative": {"name": "王示例"},
        "join_agent": {"name": "李示例", "phone": "13800000000", "until": "2027-12-31", "file": pdf("authorisation.pdf")},
        "join_service_new": {
            "item_code": "B02",
            "conditions": "已立项",
            "workflow": "委托、踏勘、编制",
            "days": "15",
            "fee_text": "按工作量计费",
            "fee_from_fen": "18,000.00",
        },
        "join_ties": {"none": "1"},
        "join_promises": {"agree": "on"},
    }


def test_an_agency_joins_page_by_page_and_gets_its_number(founder) -> None:
    market.a_list_item("B02")
    client = browser_of(founder)
    assert "开始入驻" in client.get(reverse("join")).text
    assert client.post(reverse("join_start")).url == reverse("join")
    assert "已完成 2 项，共 9 项" not in client.get(reverse("join")).text
    for name, answers in answers_of(founder).items():
        assert client.get(reverse(name)).status_code == 200
        response = client.post(reverse(name), answers)
        assert response.status_code == 302, (name, response.text)
    page = client.get(reverse("join")).text
    assert "已完成 9 项，共 9 项" in page
    check = client.get(reverse("join_check")).text
    assert "18,000.00 元起" in check
    assert f"{reverse('join_unit')}?back=check" in check
    assert client.post(reverse("join_check"), {"agree": "on"}).url == reverse("join_done")
    done = client.get(reverse("join_done")).text
    assert "ZX-RZ-2026-000001" in done
    assert "联系服务中心" not in done
    market.an_organisation("operator", contact_phone="0371-00000004")
    assert "联系服务中心，电话 0371-00000004" in client.get(reverse("join_done")).text
    assert "6 月 5 日（周五）17:00" in done


def test_a_second_press_of_the_button_hands_in_nothing_twice(founder) -> None:
    make.a_full_application(applicant=founder_started(founder))
    client = browser_of(founder)
    assert client.post(reverse("join_check"), {"agree": "on"}).status_code == 302
    assert client.post(reverse("join_check"), {"agree": "on"}).url == reverse("join_done")
    assert Registration.objects.count() == 1
    assert Pending.objects.filter(body__contains="registration.submitted").count() == 1


def founder_started(actor):
    actions.start_registration(actor=actor)
    return actor


def test_a_change_from_the_check_comes_back_to_it(founder) -> None:
    make.a_full_application(applicant=founder_started(founder))
    client = browser_of(founder)
    response = client.post(f"{reverse('join_representative')}?back=check", {"name": "赵示例"})
    assert response.url == reverse("join_check")


def test_a_wrong_check_digit_is_said_beside_the_field_and_changes_nothing(founder) -> None:
    founder_started(founder)
    response = browser_of(founder).post(
        reverse("join_unit"), {"code": "91350100M000100Y4Z", "address": "x", "contact_phone": "1"}
    )
    assert response.status_code == 422
    assert "91350100M000100Y4Z 的校验码不对" in response.text
    assert "GB 32100-2015" in response.text
    assert Agency.objects.get().address == ""


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (pdf("licence.pdf", b"MZ\x90\x00 a program"), "的内容不是 PDF、PNG 或 JPG"),
        (pdf("licence.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024)), "10 MB"),
        (pdf("licence.pdf", b""), "这是空文件"),
    ],
    ids=["mistyped", "oversize", "empty"],
)
def test_a_file_of_the_wrong_kind_or_size_is_refused_with_a_sentence(founder, file, says) -> None:
    founder_started(founder)
    response = browser_of(founder).post(reverse("join_licence"), {"file": file})
    assert response.status_code == 422
    assert says in response.text
    assert Agency.objects.get().licence_id is None


def test_an_expired_certificate_is_refused(founder) -> None:
    market.a_list_item("B02", needs_certificate=True)
    make.a_full_application(applicant=founder_started(founder))
    said = {"kind": "资质", "number": "1", "valid_from": "2020-01-01", "valid_until": "2026-06-02", "file": pdf()}
    response = browser_of(founder).post(reverse("join_certificates"), said)
    assert response.status_code == 422
    assert "证书有效期为 2020-01-01 至 2026-06-02" in response.text
    assert Agency.objects.get().certificates.count() == 1


def test_half_done_work_survives_signing_out(founder) -> None:
    founder_started(founder)
    browser_of(founder).post(reverse("join_representative"), {"name": "王示例"})
    assert "王示例" in browser_of(founder).get(reverse("join_representative")).text


def test_everything_that_is_missing_is_said_at_once(founder) -> None:
    founder_started(founder)
    response = browser_of(founder).post(reverse("join_check"), {"agree": "on"})
    assert response.status_code == 422
    for sentence in ("还没有上传营业执照", "还没有填写法定代表人", "还没有填写服务", "还没有申报利害关系"):
        assert sentence in response.text


NEVER_ASKED = ("分支机构", "本地业绩", "会员", "备案", "保证金", "费用", "注册资本", "注册资金", "协会")


def test_the_forms_never_ask_what_the_plan_forbids(founder) -> None:
    asked = {
        word
        for form in vars(forms).values()
        if isinstance(form, type) and issubclass(form, ZxForm) and form is not ZxForm
        for name, field in form.base_fields.items()
        for word in (name, str(field.label))
    }
    assert len(asked) > 20
    assert [word for word in asked for never in NEVER_ASKED if never in word] == []


def test_who_controls_the_agency_is_declared_beside_its_ties_and_public_when_it_has_joined(at_ten) -> None:
    actor = make.an_agency()
    client, page = browser_of(actor), reverse("join_controllers")
    said = {
        "controller_name": "示例控股集团",
        "controller_uscc": "９１３５０１００ M000100Y43",
        "kind": "share",
        "share_bp": "51",
    }
    assert client.post(page, said).url == page
    held = client.get(page).text
    assert "控股关系 51.00%，代码 91350100M000100Y43" in held
    assert "示例控股集团：控股关系 51.00%" in client.get(reverse("join_ties")).text
    public = Client().get(reverse("agency", args=[actor.uscc])).text
    assert "示例控股集团：控股关系 51.00%，代码 91350100M000100Y43" in public
    (told,) = Client().get(reverse("agency_json", args=[actor.uscc])).json()["controllers"]
    assert told == {
        "controller": "91350100M000100Y43",
        "controller_name": "示例控股集团",
        "kind": "share",
        "share_bp": 5_100,
    }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"controller_uscc": "91350100M000100Y44"}, "最后一位校验码不对"),
        ({"share_bp": ""}, "控股关系填写 0.01 至 100 的比例"),
        ({"share_bp": "33.333"}, "最多两位小数"),
        ({"share_bp": "一半"}, "填写比例，例如 51 或 33.34"),
        ({"share_bp": "100.01"}, "控股关系填写 0.01 至 100 的比例"),
        ({"kind": ""}, "选择一种关系"),
    ],
)
def test_a_refused_control_says_why_beside_its_field(at_ten, changed, words) -> None:
    actor = make.an_agency()
    said = {"controller_name": "示例集团", "controller_uscc": "91350100M000100Y43", "kind": "share", "share_bp": "51"}
    page = browser_of(actor).post(reverse("join_controllers"), {**said, **changed})
    assert page.status_code == 422
    assert words in page.text
    assert not make.the_agency(actor).controllers.exists()
