"""Who is declared to control an agency: each rule kept and broken."""

from dataclasses import replace
from datetime import date

import pytest

from agencies.rules.control import (
    TO_DECLARE_CONTROL,
    ControlFacts,
    control_is_new,
    controller_has_a_genuine_code,
    controller_is_another_unit,
    share_goes_with_a_holding,
)
from kernel.rulebook import broken

HELD = ControlFacts("91350100M000100Y43", "", "91410300MA00000001", "share", 5_100, declared_already=False)
MANAGED = replace(HELD, kind="management", share_bp=None)


@pytest.mark.parametrize("facts", [HELD, MANAGED, replace(HELD, share_bp=1), replace(HELD, share_bp=10_000)])
def test_a_control_is_declared(facts) -> None:
    assert broken(TO_DECLARE_CONTROL, facts, on=date(2026, 6, 3)) == ()


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (controller_has_a_genuine_code, replace(HELD, code_fault="最后一位校验码不对")),
        (controller_is_another_unit, replace(HELD, controller=HELD.own_code)),
        (share_goes_with_a_holding, replace(HELD, share_bp=None)),
        (share_goes_with_a_holding, replace(HELD, share_bp=0)),
        (share_goes_with_a_holding, replace(HELD, share_bp=10_001)),
        (share_goes_with_a_holding, replace(MANAGED, share_bp=5_100)),
        (control_is_new, replace(HELD, declared_already=True)),
    ],
)
def test_a_control_is_refused_by_one_rule(rule, facts) -> None:
    (found,) = broken(TO_DECLARE_CONTROL, facts, on=date(2026, 6, 3))
    assert found.rule is rule
    assert found.because
