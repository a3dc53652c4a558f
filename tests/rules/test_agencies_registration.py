"""The formal check: each rule kept and broken, beside the sentence that is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from agencies.rules import offering, registration
from agencies.rules.offering import CertificateFacts, FileFacts, OfferFacts
from agencies.rules.promises import NUMBER_OF_PROMISES, PROMISES, hash_of_letter
from agencies.rules.registration import (
    TO_ADMIT_A_REGISTRATION,
    TO_ADMIT_BY_SILENCE,
    TO_CHANGE_A_REGISTRATION,
    TO_CONFIRM_A_UNIT,
    TO_RETURN_A_REGISTRATION,
    TO_START_A_REGISTRATION,
    TO_SUBMIT_A_REGISTRATION,
    RegistrationFacts,
    ServiceFacts,
)
from kernel.rulebook import broken

TODAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, 2, tzinfo=UTC)
PLAIN = ServiceFacts("环保管家服务", published_in_full=True)
BOUND = ServiceFacts("水土保持方案编制", published_in_full=True, needs_certificate=True, certificate_valid=True)
WHOLE = RegistrationFacts(
    state="draft",
    on=TODAY,
    at=NOW,
    code="91350100M000100Y43",
    own_code="91350100M000100Y43",
    code_is_genuine=True,
    unit_confirmed=True,
    has_licence=True,
    representative="王示例",
    agent="李示例",
    has_authorisation=True,
    agent_until=TODAY,
    services=(PLAIN, BOUND),
    practitioners_declared=True,
    ties_declared=True,
    promises_hash="a",
    promises_hash_now="a",
)


def names(rules, facts) -> set[str]:
    return {each.rule.name.removeprefix("agencies.") for each in broken(rules, facts, on=TODAY)}


def test_a_whole_application_keeps_every_rule() -> None:
    assert names(TO_SUBMIT_A_REGISTRATION, WHOLE) == set()
    assert names(TO_CONFIRM_A_UNIT, WHOLE) == set()
    assert names(TO_CHANGE_A_REGISTRATION, WHOLE) == set()
    assert names(TO_START_A_REGISTRATION, WHOLE) == set()


@pytest.mark.parametrize(
    ("change", "breaks"),
    [
        ({"code_is_genuine": False}, "unit_has_a_genuine_code"),
        ({"unit_confirmed": False}, "unit_is_confirmed"),
        ({"has_licence": False}, "licence_is_shown"),
        ({"representative": ""}, "representative_is_named"),
        ({"agent": ""}, "agent_is_authorised"),
        ({"has_authorisation": False}, "agent_is_authorised"),
        ({"agent_until": TODAY - timedelta(days=1)}, "agent_is_authorised"),
        ({"services": ()}, "services_are_published_in_full"),
        ({"services": (replace(PLAIN, published_in_full=False),)}, "services_are_published_in_full"),
        ({"services": (replace(BOUND, certificate_valid=False),)}, "certificates_are_shown_where_the_law_asks"),
        ({"practitioners_declared": False}, "practitioners_are_stated_where_the_law_asks"),
        ({"ties_declared": False}, "ties_are_declared"),
        ({"promises_hash": ""}, "ten_promises_are_made"),
        ({"promises_hash": "an older letter"}, "ten_promises_are_made"),
        ({"state": "submitted"}, "registration_is_open_to_change"),
        ({"state": "admitted"}, "registration_is_open_to_change"),
        ({"barred_until": NOW + timedelta(microseconds=1)}, "bar_has_run_out"),
    ],
)
def test_each_thing_that_is_missing_breaks_its_rule_and_no_other(change, breaks) -> None:
    assert names(TO_SUBMIT_A_REGISTRATION, replace(WHOLE, **change)) == {breaks}


def test_a_service_without_a_legal_qualification_is_asked_for_neither_certificate_nor_people() -> None:
    assert names(TO_SUBMIT_A_REGISTRATION, replace(WHOLE, services=(PLAIN,), practitioners_declared=False)) == set()


def test_a_bar_has_run_out_at_its_very_moment() -> None:
    assert names(TO_START_A_REGISTRATION, replace(WHOLE, barred_until=NOW)) == set()


def test_another_units_code_is_refused() -> None:
    assert names(TO_CONFIRM_A_UNIT, replace(WHOLE, own_code="91410100M000000000")) == {"code_belongs_to_the_unit"}


WAITING = replace(WHOLE, state="submitted", due_at=NOW + timedelta(hours=1), reasons=(("agent", "授权书未盖章"),))


def test_an_application_that_waits_is_admitted_or_returned() -> None:
    assert names(TO_ADMIT_A_REGISTRATION, WAITING) == set()
    assert names(TO_RETURN_A_REGISTRATION, WAITING) == set()
    for state in ("draft", "returned", "admitted"):
        assert names(TO_ADMIT_A_REGISTRATION, replace(WAITING, state=state)) == {"registration_awaits_an_answer"}


def test_silence_admits_at_the_due_moment_and_not_a_microsecond_before() -> None:
    at_last = replace(WAITING, at=WAITING.due_at)
    assert names(TO_ADMIT_BY_SILENCE, at_last) == set()
    assert names(TO_ADMIT_BY_SILENCE, replace(at_last, at=at_last.at - timedelta(microseconds=1))) == {"silence_has_lasted"}
    assert names(TO_RETURN_A_REGISTRATION, at_last) == {"answer_comes_in_time"}


@pytest.mark.parametrize("reasons", [(), (("agent", "缺"),), (("branch", "没有本地分支机构"),)])
def test_a_return_names_a_task_of_ours_with_a_reason(reasons) -> None:
    assert names(TO_RETURN_A_REGISTRATION, replace(WAITING, reasons=reasons)) == {"return_gives_its_reasons"}


def test_there_are_ten_promises_and_their_hash_is_of_their_text() -> None:
    assert len(PROMISES) == NUMBER_OF_PROMISES == 10
    assert len(hash_of_letter()) == 64


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "image/jpeg"])
def test_file_is_of_a_known_kind(media) -> None:
    assert names(offering.TO_KEEP_A_FILE, FileFacts("a", media, 10 * 1024 * 1024)) == set()
    assert names(offering.TO_KEEP_A_FILE, FileFacts("a.pdf", "", 1)) == {"file_is_of_a_known_kind"}


@pytest.mark.parametrize("size", [0, 10 * 1024 * 1024 + 1])
def test_file_is_not_too_large(size) -> None:
    assert names(offering.TO_KEEP_A_FILE, FileFacts("a", "image/png", size)) == {"file_is_not_too_large"}


def test_service_names_an_item_of_the_list() -> None:
    rules = offering.TO_OFFER_A_SERVICE
    assert names(rules, OfferFacts("unlisted", "B02", True)) == set()
    assert names(rules, OfferFacts("unlisted", "Z99", False)) == {"service_names_an_item_of_the_list"}
    assert names(rules, OfferFacts("unlisted")) == set()


def test_service_is_offered_once() -> None:
    assert names(offering.TO_OFFER_A_SERVICE, OfferFacts("unlisted", offered_already=True)) == {"service_is_offered_once"}


def test_offer_is_published_in_full_once_the_agency_has_joined() -> None:
    rules = offering.TO_OFFER_A_SERVICE
    assert names(rules, OfferFacts("listed", published_in_full=True)) == set()
    assert names(rules, OfferFacts("listed")) == {"offer_is_published_in_full"}
    assert names(rules, OfferFacts("unlisted")) == set()


def test_register_is_kept_by_a_member() -> None:
    assert names(offering.TO_CHANGE_THE_REGISTER, OfferFacts("suspended")) == set()
    assert names(offering.TO_CHANGE_THE_REGISTER, OfferFacts("removed")) == {"register_is_kept_by_a_member"}


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [(TODAY, TODAY, True), (TODAY + timedelta(days=1), TODAY + timedelta(days=9), False)],
)
def test_certificate_is_valid_today(start, end, kept) -> None:
    found = names(offering.TO_ADD_A_CERTIFICATE, CertificateFacts("listed", start, end, TODAY))
    assert found == (set() if kept else {"certificate_is_valid_today"})


def test_an_expired_certificate_is_not_put_on_the_register() -> None:
    facts = CertificateFacts("listed", date(2020, 1, 1), TODAY - timedelta(days=1), TODAY)
    assert names(offering.TO_ADD_A_CERTIFICATE, facts) == {"certificate_is_valid_today"}


def test_the_refusal_says_what_exactly_is_wrong() -> None:
    (said,) = broken((registration.services_are_published_in_full,), replace(WHOLE, services=()), on=TODAY)
    assert said.because == "还没有填写服务"
