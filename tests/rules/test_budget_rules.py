"""The rules of budget lines, each kept and broken."""

from dataclasses import replace

import pytest

from budgets.rules import covering, declaring

LINE = declaring.LineFacts("2130305-001", "水土保持技术服务", 2026, 2026, 100, is_declared=False)
COMMIT = covering.CommitFacts(reserved_fen=100, price_fen=100)


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        (declaring.line_says_what_for_and_how_much, LINE, {"code": " "}),
        (declaring.line_says_what_for_and_how_much, LINE, {"title": ""}),
        (declaring.line_says_what_for_and_how_much, LINE, {"limit_fen": 0}),
        (declaring.line_is_of_this_year_or_the_next, LINE, {"year": 2025}),
        (declaring.line_is_of_this_year_or_the_next, replace(LINE, year=2027), {"year": 2028}),
        (declaring.line_is_declared_once, LINE, {"is_declared": True}),
        (covering.award_is_covered_by_its_reserve, COMMIT, {"price_fen": 101}),
        (covering.award_is_covered_by_its_reserve, COMMIT, {"reserved_fen": 0}),
    ],
)
def test_budgets(rule, kept, broken: dict) -> None:
    assert rule.holds(kept)
    assert not rule.holds(replace(kept, **broken))
