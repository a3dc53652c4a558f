"""Each rule of contracts, kept and broken."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.file_kinds import kind_of
from contracts.rules import changing, delivery, ending, signing
from contracts.rules.delivery import LARGEST_FILE, FileFacts

AT = datetime(2026, 6, 3, 2, tzinfo=UTC)
SIGNING = signing.SigningFacts(
    price_fen=100,
    awarded_fen=100,
    service=("环评", "", "编制报告", ""),
    noticed_service=("环评", "", "编制报告", ""),
    days=30,
    noticed_days=30,
    payment_days=60,
    buyer_is_department=False,
    budget_line="",
    at=AT,
    awarded_at=AT - timedelta(days=1),
    sign_by=AT + timedelta(days=7),
    is_unsigned=True,
    already_confirmed=False,
    shown_hash="a",
    terms_hash="a",
)
DEPARTMENT = replace(SIGNING, buyer_is_department=True, payment_days=30, budget_line="2130305")


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        (signing.contract_price_is_the_awarded_price, {}, {"price_fen": 101}),
        (signing.contract_follows_the_notice, {}, {"service": ("环评", "", "编制报告和监测", "")}),
        (signing.contract_follows_the_notice, {}, {"days": 31}),
        (signing.payment_period_is_within_the_law, {}, {"payment_days": 61}),
        (signing.payment_period_is_within_the_law, {"payment_days": 1}, {"payment_days": 0}),
        (signing.contract_is_signed_within_thirty_days, {}, {"awarded_at": AT - timedelta(days=30)}),
        (signing.contract_is_signed_in_time, {"sign_by": AT + timedelta(microseconds=1)}, {"sign_by": AT}),
        (signing.both_sides_confirm_the_same_text, {}, {"shown_hash": "b"}),
        (signing.terms_are_confirmed_once, {}, {"already_confirmed": True}),
        (signing.terms_are_confirmed_once, {}, {"is_unsigned": False}),
        (signing.tied_agency_does_not_sign, {}, {"ties": ("审批机关下属单位",)}),
    ],
)
def test_signing(rule, kept: dict, broken: dict) -> None:
    assert rule.holds(replace(SIGNING, **kept))
    assert not rule.holds(replace(SIGNING, **broken))


def test_a_contract_is_in_force_when_everybody_who_signs_has_confirmed() -> None:
    assert signing.everybody_who_signs_has_confirmed.holds(signing.ForceFacts(()))
    assert not signing.everybody_who_signs_has_confirmed.holds(signing.ForceFacts(("示例成员所",)))


def test_a_department_pays_within_thirty_days() -> None:
    assert signing.payment_period_is_within_the_law.holds(DEPARTMENT)
    assert not signing.payment_period_is_within_the_law.holds(replace(DEPARTMENT, payment_days=31))


def test_department_contract_names_its_budget_line() -> None:
    assert signing.department_contract_names_its_budget_line.holds(DEPARTMENT)
    assert signing.department_contract_names_its_budget_line.holds(SIGNING)
    assert not signing.department_contract_names_its_budget_line.holds(replace(DEPARTMENT, budget_line=""))


CHANGE = changing.ChangeFacts(True, False, True, date(2026, 7, 3), date(2026, 7, 10), "", "汛期")


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (changing.only_a_running_contract_is_changed, {"is_running": False}),
        (changing.one_change_at_a_time, {"has_open_change": True}),
        (changing.change_says_what_and_why, {"reason": " "}),
        (changing.change_says_what_and_why, {"new_due_on": None}),
        (changing.new_due_day_is_later, {"new_due_on": date(2026, 7, 3)}),
        (changing.subcontract_is_asked_for_by_the_agency, {"subcontractor": "某所", "by_agency": False}),
    ],
)
def test_changing(rule, broken: dict) -> None:
    assert rule.holds(CHANGE)
    assert not rule.holds(replace(CHANGE, **broken))


def test_change_is_answered_by_the_other_side() -> None:
    rule = changing.change_is_answered_by_the_other_side
    assert rule.holds(changing.AnswerFacts(is_running=True, is_open=True, answered_by_proposer=False))
    assert not rule.holds(changing.AnswerFacts(is_running=True, is_open=True, answered_by_proposer=True))
    assert not rule.holds(changing.AnswerFacts(is_running=True, is_open=False, answered_by_proposer=False))


A_FILE = FileFacts("报告.pdf", 1000, "pdf")


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (delivery.only_a_running_contract_is_delivered, delivery.DeliveryFacts(False, (A_FILE,))),
        (delivery.delivery_carries_its_result, delivery.DeliveryFacts(True, ())),
        (delivery.delivery_carries_its_result, delivery.DeliveryFacts(True, (A_FILE,) * 11)),
        (delivery.delivered_file_has_a_fitting_size, delivery.DeliveryFacts(True, (replace(A_FILE, size=LARGEST_FILE + 1),))),
        (delivery.delivered_file_has_a_fitting_size, delivery.DeliveryFacts(True, (replace(A_FILE, size=0),))),
        (delivery.delivered_file_is_what_its_name_says, delivery.DeliveryFacts(True, (replace(A_FILE, kind=""),))),
        (delivery.delivered_file_is_what_its_name_says, delivery.DeliveryFacts(True, (replace(A_FILE, kind="zip"),))),
    ],
)
def test_delivering(rule, broken) -> None:
    assert rule.holds(delivery.DeliveryFacts(True, (A_FILE, replace(A_FILE, size=LARGEST_FILE))))
    assert not rule.holds(broken)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        ("说明".encode(), "txt"),
        (b"MZ\x90\x00", ""),
        (b"PK\x03\x04broken", ""),
        (b"<svg onload=alert(1)>", ""),
        (b"#!/bin/sh", ""),
        (b"\x7fELF\x02", ""),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_accepting_and_returning() -> None:
    facts = delivery.AcceptanceFacts(is_delivered=True, reasons="缺图", accept_by=AT, at=AT)
    for rule, broken in (
        (delivery.only_a_delivery_is_judged, {"is_delivered": False}),
        (delivery.return_gives_its_reasons, {"reasons": " \n"}),
        (delivery.department_never_accepts_by_silence, {"buyer_is_department": True}),
        (delivery.silence_accepts_after_its_period, {"at": AT - timedelta(microseconds=1)}),
        (delivery.silence_accepts_after_its_period, {"accept_by": None}),
    ):
        assert rule.holds(facts)
        assert not rule.holds(replace(facts, **broken))


def test_ending() -> None:
    facts = ending.EndingFacts(
        is_running=True, reason="停建", is_unsigned=True, sign_by=AT, at=AT, is_accepted=True, due_fen=5, paid_fen=5
    )
    for rule, broken in (
        (ending.only_a_running_contract_is_terminated, {"is_running": False}),
        (ending.termination_has_a_reason, {"reason": ""}),
        (ending.only_an_unsigned_contract_lapses, {"is_unsigned": False}),
        (ending.only_an_unsigned_contract_lapses, {"at": AT - timedelta(microseconds=1)}),
        (ending.contract_is_completed_when_paid, {"paid_fen": 4}),
        (ending.contract_is_completed_when_paid, {"paid_fen": 6}),
        (ending.contract_is_completed_when_paid, {"is_accepted": False}),
    ):
        assert rule.holds(facts)
        assert not rule.holds(replace(facts, **broken))
