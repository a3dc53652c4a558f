"""The doors of plans' files: an upload and its refusals, an expert's download, and who meets neither."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bidding.models import Plan, SealedFile
from bidding.reads import scoring
from market.models import Person
from sealing.plan import LARGEST_FILE, file_name_of
from tests.makers import experts
from tests.makers import plan_files as make
from tests.makers.bids import a_bidder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def browser(actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def place_of(need, agency) -> int:
    codes = [plan.bid.agency.organisation.uscc for plan in scoring.opened_plans(need)]
    return codes.index(agency.uscc) + 1


def test_an_upload_answers_with_the_name_under_which_it_is_kept() -> None:
    need, _ = experts.a_need_with_plans()
    cipher, line = make.a_file()
    sent = {"sha256": line["sha256"], "cipher": SimpleUploadedFile("cipher", cipher)}
    answer = browser(a_bidder()).post(f"/needs/{need.number}/bid/files/", sent)
    assert (answer.status_code, answer.json()) == (201, {"sha256": line["sha256"], "size": len(cipher)})
    assert SealedFile.objects.count() == 1


def test_a_refused_upload_says_which_rule_and_why_and_nothing_is_kept() -> None:
    need, _ = experts.a_need_with_plans()
    large = bytes(LARGEST_FILE + 100)
    sent = {"sha256": file_name_of(large), "cipher": SimpleUploadedFile("cipher", large)}
    answer = browser(a_bidder()).post(f"/needs/{need.number}/bid/files/", sent)
    assert answer.status_code == 422
    assert [each["because"] for each in answer.json()["broken"]][:1] == ["文件超过 20 MB"]
    assert browser(a_bidder()).post(f"/needs/{need.number}/bid/files/", {"sha256": "x"}).status_code == 422
    assert not SealedFile.objects.exists()


def test_the_sealed_bid_comes_by_the_form_with_its_files() -> None:
    need, _ = experts.a_need_with_plans()
    agency, file = a_bidder(), make.a_file()
    names = make.hand_in(need, agency, file)
    price, plan = experts.two_envelopes(need, agency, 80_000)
    sent = {"envelope": json.dumps(price), "plan": json.dumps(plan), "plan_files": json.dumps(names)}
    assert browser(agency).post(f"/needs/{need.number}/bid/", sent).status_code == 302
    assert Plan.objects.get(bid__agency__organisation__uscc=agency.uscc).handed_in == names


@pytest.mark.parametrize("nonsense", ["[", "{}", '"a"', "[[]]", "1"])
def test_a_list_of_files_that_is_none_is_refused(nonsense: str) -> None:
    need, _ = experts.a_need_with_plans()
    agency = a_bidder()
    price, plan = experts.two_envelopes(need, agency, 80_000)
    sent = {"envelope": json.dumps(price), "plan": json.dumps(plan), "plan_files": nonsense}
    answer = browser(agency).post(f"/needs/{need.number}/bid/", sent)
    assert answer.status_code == 422
    assert not Plan.objects.filter(bid__agency__organisation__uscc=agency.uscc).exists()


def test_an_expert_downloads_a_file_as_what_it_is_without_a_name_that_says_anything() -> None:
    need, agency = make.a_need_whose_plans_have_files()
    place = place_of(need, agency)
    seat = experts.seats_of(need)[0]
    expert = browser(experts.acting(seat.expert))
    page = expert.get(f"/my/reviews/{need.number}/{place}/").content.decode()
    assert f"/my/reviews/{need.number}/{place}/files/1/" in page
    assert "文件1.pdf" not in page
    answer = expert.get(f"/my/reviews/{need.number}/{place}/files/1/")
    assert (answer.content, answer["Content-Type"]) == (make.PDF, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="plan-{place}-file-1.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    for number in (0, 2):
        assert expert.get(f"/my/reviews/{need.number}/{place}/files/{number}/").status_code == 404


def test_nobody_but_a_sitting_expert_reads_a_file_and_none_after_the_lock() -> None:
    need, agency = make.a_need_whose_plans_have_files()
    address = f"/my/reviews/{need.number}/{place_of(need, agency)}/files/1/"
    seat = experts.seats_of(need)[0]
    for stranger, status in ((agency, 403), (experts.acting(experts.an_expert()), 404)):
        assert browser(stranger).get(address).status_code == status
    points = {plan.bid.agency.organisation.uscc: (30, 20) for plan in scoring.opened_plans(need)}
    experts.score_all(seat, points)
    assert browser(experts.acting(seat.expert)).get(address).status_code == 404


def test_a_file_that_was_not_read_is_named_to_expert_and_bidder_and_served_to_nobody() -> None:
    need, agency = make.a_need_whose_plans_have_files(make.a_file(size=5))
    place = place_of(need, agency)
    expert = browser(experts.acting(experts.seats_of(need)[0].expert))
    assert "解开后的大小与方案写明的不同" in expert.get(f"/my/reviews/{need.number}/{place}/").content.decode()
    assert expert.get(f"/my/reviews/{need.number}/{place}/files/1/").status_code == 404
    bid = Plan.objects.get(bid__agency__organisation__uscc=agency.uscc).bid
    assert "解开后的大小与方案写明的不同" in browser(agency).get(f"/my/bids/{bid.envelope_hash}/").content.decode()
