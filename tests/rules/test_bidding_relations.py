"""Who controls whom among the sign-ups of one need: strikes at once, through one between, and by a common controller."""

from dataclasses import replace

import pytest

from bidding.rules.award import (
    TO_COUNT_AS_VALID,
    TO_STAY_IN_THE_ORDER,
    bidders_do_not_control_one_another,
    bidders_have_no_controller_in_common,
    every_unit_joins_one_bid,
)
from bidding.rules.relations import common_controllers_among, controls_among, joined_twice_among
from kernel.rulebook import Kind, broken
from tests.rules.test_bidding_award import DAY, VALID

ORGAN = "11410000000000001A"


def alone(units: str) -> dict[str, str]:
    """Each of these units bids alone."""
    return {unit: unit for unit in units}


def says(**declared: str) -> dict[str, frozenset[str]]:
    return {unit: frozenset(controllers.split()) for unit, controllers in declared.items()}


def test_neither_rule_strikes_whoever_stands_alone() -> None:
    assert broken(TO_COUNT_AS_VALID, VALID, on=DAY) == ()


@pytest.mark.parametrize("law", [TO_COUNT_AS_VALID, TO_STAY_IN_THE_ORDER], ids=["at the decision", "at the award"])
def test_each_rule_strikes_at_the_decision_and_at_the_award(law) -> None:
    (control,) = broken(law, replace(VALID, control="甲 控制 乙"), on=DAY)
    assert (control.rule, control.because) == (bidders_do_not_control_one_another, "甲 控制 乙")
    (common,) = broken(law, replace(VALID, common_controller="与 乙 同受 丙 控制"), on=DAY)
    assert (common.rule, common.because) == (bidders_have_no_controller_in_common, "与 乙 同受 丙 控制")
    (twice,) = broken(law, replace(VALID, joined_twice="甲 又参加了自己名义的投标"), on=DAY)
    assert (twice.rule, twice.because) == (every_unit_joins_one_bid, "甲 又参加了自己名义的投标")


def test_what_no_statute_says_is_marked_as_our_default() -> None:
    assert "《招标投标法实施条例》第三十四条" in bidders_do_not_control_one_another.source
    assert bidders_do_not_control_one_another.kind is Kind.LAW
    assert "条文待核定" in bidders_have_no_controller_in_common.source
    assert bidders_have_no_controller_in_common.kind is Kind.DEFAULT


def test_a_controller_and_the_one_it_controls_are_both_related() -> None:
    assert controls_among(alone("ABC"), says(B="A")) == {"A": "A 控制 B", "B": "A 控制 B"}


def test_control_reaches_through_one_unit_between_and_no_further() -> None:
    assert controls_among(alone("ABC"), says(B="X", X="A")) == {"A": "A 控制 B（经 X）", "B": "A 控制 B（经 X）"}
    assert controls_among(alone("ABC"), says(B="X", X="Y", Y="A")) == {}


def test_the_unit_between_may_bid_too() -> None:
    assert controls_among(alone("ABC"), says(B="C", C="A")) == {
        "A": "A 控制 B（经 C）；A 控制 C",
        "B": "A 控制 B（经 C）；C 控制 B",
        "C": "C 控制 B；A 控制 C",
    }


def test_two_that_control_each_other_are_both_related_and_nobody_controls_itself() -> None:
    assert controls_among(alone("AB"), says(A="B", B="A")) == dict.fromkeys("AB", "B 控制 A；A 控制 B")
    assert controls_among(alone("A"), says(A="B", B="A")) == {}


def test_a_common_controller_relates_all_under_it_also_through_one_between() -> None:
    assert common_controllers_among(alone("ABC"), says(A="X", B="X Y")) == {"A": "与 B 同受 X 控制", "B": "与 A 同受 X 控制"}
    assert common_controllers_among(alone("ABC"), says(A="X", B="Y", Y="X")) == {"A": "与 B 同受 X 控制", "B": "与 A 同受 X 控制"}
    assert common_controllers_among(alone("ABC"), says(A="X", B="Y", Y="Z", Z="X")) == {}


def test_firms_are_not_related_because_the_same_state_organ_stands_above_them() -> None:
    assert common_controllers_among(alone("AB"), says(A=ORGAN, B=ORGAN)) == {}
    assert common_controllers_among(alone("AB"), says(A=f"{ORGAN} X", B=f"{ORGAN} X")) == {
        "A": "与 B 同受 X 控制",
        "B": "与 A 同受 X 控制",
    }


def test_control_reaches_through_the_parties_of_a_joint_venture_and_not_within_one() -> None:
    assert controls_among({"A": "AM", "B": "B"}, says(B="M")) == {"A": "M 控制 B", "B": "M 控制 B"}
    assert controls_among({"A": "AM", "B": "BN"}, says(N="X", X="M")) == dict.fromkeys("AB", "M 控制 N（经 X）")
    assert controls_among({"A": "AM", "B": "B"}, says(M="A")) == {}
    assert common_controllers_among({"A": "AM", "B": "BN"}, says(M="X", N="X")) == {
        "A": "与 N 同受 X 控制",
        "B": "与 M 同受 X 控制",
    }
    assert common_controllers_among({"A": "AM", "B": "B"}, says(A="X", M="X")) == {}


def test_a_unit_of_two_bids_strikes_both_whether_it_bids_alone_or_with_others() -> None:
    assert joined_twice_among({"A": "AM", "B": "B", "M": "M"}) == {
        "A": "M 又参加了自己名义的投标",
        "M": "M 又参加了A 牵头的联合体",
    }
    assert joined_twice_among({"A": "AM", "B": "BM", "C": "CD"}) == {
        "A": "M 又参加了B 牵头的联合体",
        "B": "M 又参加了A 牵头的联合体",
    }
    assert joined_twice_among({"A": "AB", "B": "BA"}) == {
        "A": "A 又参加了B 牵头的联合体；B 又参加了B 牵头的联合体",
        "B": "A 又参加了A 牵头的联合体；B 又参加了A 牵头的联合体",
    }
