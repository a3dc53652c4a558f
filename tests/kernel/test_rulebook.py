"""A rule is law from a day to a day; a refusal names every broken rule at once."""

from dataclasses import dataclass
from datetime import date

import pytest

from kernel.rulebook import RULEBOOK, Kind, RulesBroken, broken, check, rule


@dataclass(frozen=True)
class Facts:
    height: int


@pytest.fixture
def editions():
    """Two editions of one rule, and a second rule; taken out of the rulebook afterwards."""

    @rule("Old act, art. 1", law="N7", since=date(2018, 1, 1), until=date(2026, 1, 1))
    def gate_is_low(facts: Facts) -> bool:
        """A gate is at most 5 high."""
        return facts.height <= 5

    @rule("New act, art. 1", law="N7", since=date(2026, 1, 1), kind=Kind.DEFAULT, explain=lambda f: f"is {f.height}")
    def gate_is_lower(facts: Facts) -> bool:
        """A gate is at most 3 high."""
        return facts.height <= 3

    @rule("New act, art. 2", law="N7", since=date(2018, 1, 1))
    def gate_is_there(facts: Facts) -> bool:
        """There is a gate."""
        return facts.height > 0

    yield gate_is_low, gate_is_lower, gate_is_there
    for each in (gate_is_low, gate_is_lower, gate_is_there):
        del RULEBOOK[each.name]


def test_a_fact_is_judged_by_the_law_of_its_day(editions) -> None:
    check(editions, Facts(4), on=date(2025, 12, 31))
    with pytest.raises(RulesBroken) as refused:
        check(editions, Facts(4), on=date(2026, 1, 1))
    assert refused.value.names == ("tests.gate_is_lower",)
    assert refused.value.broken[0].because == "is 4"


def test_every_broken_rule_is_named_at_once_with_its_source(editions) -> None:
    found = broken((*editions, editions[1]), Facts(9), on=date(2025, 1, 1))
    assert [each.rule.source for each in found] == ["Old act, art. 1"]
    found = broken(editions, Facts(-1), on=date(2026, 1, 1))
    assert [each.sentence for each in found] == ["There is a gate. [New act, art. 2]"]


def test_two_rules_have_two_names_and_each_has_a_sentence(editions) -> None:
    def gate_is_low(facts: Facts) -> bool:
        """Another rule of the same name."""
        return True

    with pytest.raises(ValueError, match="two rules are called"):
        rule("x", law="N7", since=date(2018, 1, 1))(gate_is_low)
    with pytest.raises(ValueError, match="has no sentence"):
        rule("x", law="N7", since=date(2018, 1, 1))(lambda facts: True)
