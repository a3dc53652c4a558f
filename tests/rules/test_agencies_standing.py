"""How a standing moves: each rule of a measure kept and broken."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from agencies.rules.standing import TO_REMOVE, TO_RESTORE, TO_SUSPEND, TO_WARN, MeasureFacts
from kernel.rulebook import broken

NOW = datetime(2026, 6, 3, 2, tzinfo=UTC)
CASE = "示例决字〔2026〕1号"
WARNING = MeasureFacts("listed", NOW, NOW + timedelta(days=90), CASE)
SUSPENSION = MeasureFacts("listed", NOW, NOW + timedelta(days=365), CASE)
REMOVAL = MeasureFacts("suspended", NOW, NOW + timedelta(days=730), CASE)


def names(rules, facts) -> set[str]:
    return {each.rule.name.removeprefix("agencies.") for each in broken(rules, facts, on=date(2026, 6, 3))}


@pytest.mark.parametrize(("rules", "facts"), [(TO_WARN, WARNING), (TO_SUSPEND, SUSPENSION), (TO_REMOVE, REMOVAL)])
def test_a_decided_measure_is_carried_out(rules, facts) -> None:
    assert names(rules, facts) == set()
    assert names(rules, replace(facts, case=" ")) == {"measure_names_its_decision"}
    for standing in ("unlisted", "removed"):
        assert names(rules, replace(facts, standing=standing)) == {"measure_meets_a_listed_agency"}


@pytest.mark.parametrize("until", [None, NOW, NOW + timedelta(days=93)])
def test_warning_is_short(until) -> None:
    assert names(TO_WARN, replace(WARNING, until=until)) == {"warning_is_short"}


@pytest.mark.parametrize("until", [None, NOW, NOW + timedelta(days=367)])
def test_suspension_ends_within_a_year(until) -> None:
    assert names(TO_SUSPEND, replace(SUSPENSION, until=until)) == {"suspension_ends_within_a_year"}


def test_further_suspension_is_not_shorter() -> None:
    running = replace(SUSPENSION, standing="suspended", ends_now=SUSPENSION.until)
    assert names(TO_SUSPEND, running) == set()
    assert names(TO_SUSPEND, replace(running, until=NOW + timedelta(days=90))) == {"further_suspension_is_not_shorter"}


@pytest.mark.parametrize("days", [364, 3 * 366 + 1])
def test_bar_lasts_one_to_three_years(days) -> None:
    assert names(TO_REMOVE, replace(REMOVAL, until=NOW + timedelta(days=days))) == {"bar_lasts_one_to_three_years"}


def test_measure_has_run_out() -> None:
    ends = MeasureFacts("suspended", NOW, ends_now=NOW)
    assert names(TO_RESTORE, ends) == set()
    early = replace(ends, ends_now=NOW + timedelta(microseconds=1))
    assert names(TO_RESTORE, early) == {"measure_has_run_out"}
    assert names(TO_RESTORE, replace(early, case=CASE)) == {"measure_has_run_out"}


def test_something_is_to_be_lifted() -> None:
    assert names(TO_RESTORE, MeasureFacts("warned", NOW, ends_now=NOW)) == set()
    assert names(TO_RESTORE, MeasureFacts("listed", NOW, ends_now=NOW)) == {"something_is_to_be_lifted"}
