"""Silence admits, certificates hide services, changes count at once, and the clock tells once."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from agencies import actions, due
from agencies.reads import standing_facts
from agencies.states import Standing
from kernel import clock, outbox
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from tests.makers import agencies as make
from tests.makers import market


def recorded(event: str) -> list[dict]:
    bodies = [json.loads(each.body) for each in Pending.objects.order_by("pk")]
    return [each for each in bodies if each["type"] == event]


def test_silence_admits_when_the_time_has_run_out(at_ten) -> None:
    registration = make.a_submitted_registration()
    clock.set_to(registration.due_at - timedelta(microseconds=1))
    assert due.admit_by_silence() == 0
    clock.set_to(registration.due_at)
    with pytest.raises(RulesBroken) as refused:
        actions.return_registration(
            actor=market.an_operator(), registration_id=registration.pk, reasons={"agent": "授权书未盖章"}
        )
    assert refused.value.names == ("agencies.answer_comes_in_time",)
    assert due.admit_by_silence() == 1
    assert due.admit_by_silence() == 0
    (body,) = recorded("org.registered")
    assert body["by_silence"] is True
    assert make.Agency.objects.get().standing == Standing.LISTED


def test_the_record_names_no_person(at_ten) -> None:
    make.an_agency(practitioners={"工程师": 1})
    whole = "".join(Pending.objects.values_list("body", flat=True))
    for secret in ("王示例", "李示例", "13800000000", "赵0"):
        assert secret not in whole


def test_an_official_of_another_region_neither_finds_nor_admits(at_ten) -> None:
    registration = make.a_submitted_registration()
    other = market.acting_for(market.an_organisation("operator", region=market.a_city("410100", "郑州市")))
    with pytest.raises(NotFound):
        actions.admit_registration(actor=other, registration_id=registration.pk)
    with pytest.raises(NotForYou):
        actions.admit_registration(actor=market.a_firm(), registration_id=registration.pk)
    assert make.Agency.objects.get().standing == Standing.UNLISTED


def test_nothing_changes_while_the_application_is_checked(at_ten) -> None:
    registration = make.a_submitted_registration()
    actor = market.actor_from(registration.agency.organisation.memberships.get())
    with pytest.raises(RulesBroken) as refused:
        actions.save_representative(actor=actor, name="赵示例")
    assert refused.value.names == ("agencies.registration_is_open_to_change",)
    assert make.the_agency(actor).legal_representative == "王示例"


def test_an_expired_certificate_hides_its_service_and_never_the_agency(at_ten) -> None:
    market.a_list_item("B02", needs_certificate=True)
    last = clock.today() + timedelta(days=30)
    actor = make.an_agency(certificate="资质", certificate_until=last)
    page = Client().get(reverse("agency", args=[actor.uscc]))
    assert "生产建设项目水土保持方案编制" in page.text
    clock.set_to(at_ten + timedelta(days=31))
    facts = standing_facts(make.the_agency(actor), item_code="B02", day=clock.today())
    assert facts.able_to_serve
    assert not facts.offers_item
    page = Client().get(reverse("agency", args=[actor.uscc])).text
    assert "1 项服务因法定证书到期暂不显示" in page
    actions.add_certificate(
        actor=actor,
        kind="资质",
        number=f"ZS-{actor.organisation_id}",
        valid_from=clock.today(),
        valid_until=clock.today() + timedelta(days=365),
    )
    assert standing_facts(make.the_agency(actor), item_code="B02", day=clock.today()).offers_item


def test_a_certificate_is_told_of_at_thirty_seven_and_no_days_once_each(at_ten, monkeypatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(outbox, "emit", lambda name, body: told.append(body["days_left"]) if "expiring" in name else None)
    market.a_list_item("B02", needs_certificate=True)
    make.an_agency(certificate="资质", certificate_until=clock.today() + timedelta(days=31))
    for day in range(34):
        clock.set_to(at_ten + timedelta(days=day))
        due.remind_expiring()
        due.remind_expiring()
    assert told == [30, 7, 0]
    (body,) = recorded("certificate.expired")
    assert body["hides"] == ["B02"]


def test_changes_after_admission_count_at_once_and_are_recorded(at_ten) -> None:
    actor = make.an_agency()
    actions.offer_service(actor=actor, name="环保管家服务", conditions="无", workflow="按年", days=365, fee_text="面议")
    actions.declare_tie(actor=actor, organ_name="示例水利局", nature="下属单位")
    actions.save_agent(actor=actor, name="周示例", phone="13900000000", until=clock.today() + timedelta(days=9))
    assert recorded("service.offered")[0]["name"] == "环保管家服务"
    assert recorded("tie.declared")[0]["organ_name"] == "示例水利局"
    assert "周示例" not in json.dumps(recorded("agent.changed"), ensure_ascii=False)
    with pytest.raises(RulesBroken) as refused:
        actions.offer_service(actor=actor, name="半成品")
    assert refused.value.names == ("agencies.offer_is_published_in_full",)


def test_the_same_service_is_never_offered_twice(at_ten) -> None:
    actor = make.an_applicant()
    first = actions.offer_service(actor=actor, name="环保管家服务", days=5)
    again = actions.offer_service(actor=actor, name="环保管家服务", days=9)
    assert (again.pk, again.days) == (first.pk, 9)
    other = actions.offer_service(actor=actor, name="另一项")
    with pytest.raises(RulesBroken) as refused:
        actions.offer_service(actor=actor, name="环保管家服务", service_id=other.pk)
    assert refused.value.names == ("agencies.service_is_offered_once",)
    assert make.the_agency(actor).services.count() == 2


def test_a_removed_agency_is_barred_and_may_come_back_when_the_bar_has_run_out(at_ten) -> None:
    actor = make.an_agency(standing="removed")
    for verb in (
        lambda: actions.save_representative(actor=actor, name="赵示例"),
        lambda: actions.start_registration(actor=actor),
    ):
        with pytest.raises(RulesBroken):
            verb()
    clock.set_to(make.the_agency(actor).barred_until)
    actions.start_registration(actor=actor)
    assert make.the_agency(actor).standing == Standing.UNLISTED
    make.a_full_application(applicant=actor)
    assert actions.submit_registration(actor=actor).number == "ZX-RZ-2028-000001"


def test_the_same_warning_runs_out_by_the_clock(at_ten) -> None:
    actor = make.an_agency(standing="warned")
    clock.set_to(at_ten + timedelta(days=90))
    assert due.restore_due() == 1
    assert make.the_agency(actor).standing == Standing.LISTED


def test_measures_are_for_officials_who_decide(at_ten) -> None:
    actor = make.an_agency()
    with pytest.raises(NotForYou):
        actions.warn_agency(actor=actor, agency_uscc=actor.uscc, case=make.CASE)
    with pytest.raises(NotFound):
        actions.warn_agency(actor=SCHEDULER, agency_uscc="91350100M000100Y43", case=make.CASE)


def test_the_public_page_asks_as_much_for_one_service_as_for_twenty(at_ten, django_assert_max_num_queries) -> None:
    actor = make.an_agency(practitioners={"工程师": 2}, certificate="资质")
    address = reverse("agency", args=[actor.uscc])
    Client().get(address)
    with django_assert_max_num_queries(12) as one:
        Client().get(address)
    for n in range(20):
        actions.offer_service(actor=actor, name=f"服务{n}", conditions="无", workflow="按年", days=9, fee_text="面议")
    with django_assert_max_num_queries(len(one)) as many:
        page = Client().get(address)
    assert len(many) == len(one)
    assert len(page.content) < 40_000
    assert "王示例" not in page.text
    told = Client().get(reverse("agency_json", args=[actor.uscc])).json()
    assert (told["standing"], len(told["services"]), told["practitioners"]) == ("listed", 21, {"工程师": 2})
