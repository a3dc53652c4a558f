"""What may stand on the retained list, and what that means."""

from dataclasses import replace
from datetime import date

import pytest

from kernel.rulebook import broken
from market.rules.retained_list import (
    BANS,
    TO_BE_IN_FORCE,
    TO_BE_MANDATORY,
    TO_CONDITION_AN_APPROVAL,
    TO_PUBLISH_AN_EDITION,
    EditionFacts,
    ItemFacts,
    ServiceFacts,
    applicant_may_do_it,
    condition_of_approval_is_on_the_list,
    edition_follows_the_newest,
    item_is_none_of_the_five_banned_kinds,
    item_publishes_its_four_particulars,
    item_rests_on_a_statute,
    mandatory_item_is_lawful_compulsory_prior_and_paid,
    names_a_statute,
)

DAY = date(2026, 6, 3)
WHOLE = ItemFacts("水土保持方案编制", "《水土保持法》第二十五条", "20 个工作日", "委托、编制、报批", "生产建设项目", "市场调节价")
MUST = ServiceFacts("水土保持方案编制", True, True, "《水土保持法》第二十五条", True, False, True)


def names(rules, facts) -> tuple[str, ...]:
    return tuple(b.rule.name for b in broken(rules, facts, on=DAY))


def test_an_item_with_four_particulars_and_a_statute_is_in_force() -> None:
    assert names(TO_BE_IN_FORCE, WHOLE) == ()


@pytest.mark.parametrize(
    ("field", "word"),
    [("time_limit", "办理时限"), ("workflow", "工作流程"), ("conditions", "申报条件"), ("fee_basis", "收费标准")],
)
def test_an_item_that_lacks_one_particular_is_not_in_force(field: str, word: str) -> None:
    (found,) = broken(TO_BE_IN_FORCE, replace(WHOLE, **{field: " "}), on=DAY)
    assert found.rule is item_publishes_its_four_particulars
    assert found.because == f"还缺{word}"


def test_an_item_without_a_statutory_basis_is_not_in_force() -> None:
    assert names(TO_BE_IN_FORCE, replace(WHOLE, legal_basis="某市办事指南")) == (item_rests_on_a_statute.name,)


@pytest.mark.parametrize("ban", sorted(BANS))
def test_each_of_the_five_bans_keeps_an_item_off_the_list(ban: str) -> None:
    (found,) = broken(TO_BE_IN_FORCE, replace(WHOLE, bans=frozenset({ban})), on=DAY)
    assert found.rule is item_is_none_of_the_five_banned_kinds
    assert found.because == BANS[ban]


@pytest.mark.parametrize(
    ("basis", "statutory"),
    [
        ("《环境影响评价法》第十九条", True),
        ("《危险化学品安全管理条例》第十二条", True),
        ("《国务院关于投资体制改革的决定》（国发〔2004〕20号）", True),
        ("《河南省优化营商环境条例》第二十四条", False),
        ("《商丘市政务服务条例》第十三条", False),
        ("《企业投资项目核准和备案管理办法》", False),
        ("", False),
    ],
)
def test_a_basis_counts_when_it_is_law_regulation_or_decision_of_the_state_council(basis: str, statutory: bool) -> None:
    assert names_a_statute(basis) is statutory


def test_a_listed_service_in_force_may_condition_an_approval() -> None:
    assert names(TO_CONDITION_AN_APPROVAL, MUST) == ()


@pytest.mark.parametrize(("on_list", "in_force"), [(False, False), (True, False)])
def test_a_service_off_the_list_or_not_yet_in_force_never_conditions_an_approval(on_list: bool, in_force: bool) -> None:
    facts = replace(MUST, is_on_list=on_list, is_in_force=in_force)
    assert names(TO_CONDITION_AN_APPROVAL, facts) == (condition_of_approval_is_on_the_list.name,)


def test_a_service_with_the_four_marks_is_mandatory() -> None:
    assert names(TO_BE_MANDATORY, MUST) == ()


@pytest.mark.parametrize(
    "change", [{"legal_basis": ""}, {"applicant_may_do_it": True}, {"serves_an_approval": False}, {"is_paid": False}]
)
def test_a_service_that_lacks_one_mark_is_not_mandatory(change: dict) -> None:
    assert names(TO_BE_MANDATORY, replace(MUST, **change)) == (mandatory_item_is_lawful_compulsory_prior_and_paid.name,)


def test_the_applicant_may_do_what_the_text_leaves_to_him() -> None:
    assert applicant_may_do_it("建设单位具备技术能力的可自行编制")
    assert not applicant_may_do_it("具有相应资质的机构，不得自行编制")


def test_a_later_edition_and_the_first_one_may_be_published() -> None:
    assert names(TO_PUBLISH_AN_EDITION, EditionFacts(DAY, None)) == ()
    assert names(TO_PUBLISH_AN_EDITION, EditionFacts(DAY, date(2026, 6, 2))) == ()


def test_an_edition_never_takes_effect_on_or_before_the_newest() -> None:
    assert names(TO_PUBLISH_AN_EDITION, EditionFacts(DAY, DAY)) == (edition_follows_the_newest.name,)
