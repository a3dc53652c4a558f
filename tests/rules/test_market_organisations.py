"""Who may come onto the market, and how a code is checked."""

from dataclasses import replace
from datetime import date

import pytest
from stdnum.cn import uscc

from kernel.rulebook import broken
from market.codes import as_code, code_fault, with_checks
from market.rules.organisations import (
    TO_END_A_MEMBERSHIP,
    TO_REGISTER_AN_ORGANISATION,
    MembersFacts,
    OrganisationFacts,
    code_passes_both_checks,
    organisation_keeps_a_manager,
    organisation_registers_once,
    public_body_is_entered_by_the_operator,
)

DAY = date(2026, 6, 3)
GOOD = OrganisationFacts("91350100M000100Y43", "firm", "", False, False)


def names(rules, facts) -> tuple[str, ...]:
    return tuple(b.rule.name for b in broken(rules, facts, on=DAY))


def test_a_firm_with_a_good_new_code_registers_itself() -> None:
    assert names(TO_REGISTER_AN_ORGANISATION, GOOD) == ()


def test_a_code_with_a_wrong_check_digit_is_refused_with_the_reason() -> None:
    fault = code_fault("91350100M000100Y44")
    (found,) = broken(TO_REGISTER_AN_ORGANISATION, replace(GOOD, uscc="91350100M000100Y44", code_fault=fault), on=DAY)
    assert found.rule is code_passes_both_checks
    assert found.because == "91350100M000100Y44：最后一位校验码不对，逐位核对营业执照"


def test_a_code_that_is_registered_already_is_refused() -> None:
    assert names(TO_REGISTER_AN_ORGANISATION, replace(GOOD, is_registered=True)) == (organisation_registers_once.name,)


@pytest.mark.parametrize("kind", ["department", "regulator", "finance", "operator"])
def test_a_public_body_is_entered_by_the_operator_only(kind: str) -> None:
    facts = replace(GOOD, kind=kind)
    assert names(TO_REGISTER_AN_ORGANISATION, facts) == (public_body_is_entered_by_the_operator.name,)
    assert names(TO_REGISTER_AN_ORGANISATION, replace(facts, entered_by_operator=True)) == ()


def test_every_broken_rule_is_named_at_once() -> None:
    assert len(names(TO_REGISTER_AN_ORGANISATION, OrganisationFacts("", "finance", "空", True, False))) == 3


def test_an_organisation_keeps_a_manager() -> None:
    assert names(TO_END_A_MEMBERSHIP, MembersFacts(1)) == ()
    assert names(TO_END_A_MEMBERSHIP, MembersFacts(0)) == (organisation_keeps_a_manager.name,)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("91350100M000100Y43", ""),
        ("９１３５０１００ｍ０００１００ｙ４３", ""),
        (" 9135 0100 M000 100Y 43 ", ""),
        ("91350100m000100y43", ""),
        ("91350100M000100Y4Z", "含有不允许的字符，不使用 I、O、S、V、Z"),
        ("91350100M000100Y44", "最后一位校验码不对，逐位核对营业执照"),
        ("91350100M000100Y4", "应当是 18 位，现在是 17 位"),
        ("", "应当是 18 位，现在是 0 位"),
    ],
)
def test_a_code_is_read_in_every_width_and_case(typed: str, fault: str) -> None:
    assert code_fault(as_code(typed)) == fault


def test_the_inner_check_is_looked_at_as_well() -> None:
    wrong_inside = "91350100M000100Y5"
    code = wrong_inside + uscc.calc_check_digit(wrong_inside)
    assert uscc.is_valid(code)
    assert code_fault(code) == "第 17 位（主体标识码的校验码）不对，逐位核对营业执照"


def test_a_code_can_be_completed_from_its_first_sixteen() -> None:
    assert with_checks("91350100M000100Y") == "91350100M000100Y43"
