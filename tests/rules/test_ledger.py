"""What is written about one thing comes in order."""

from datetime import date, timedelta

import pytest

from kernel.rulebook import broken
from ledger.rules import (
    TO_WRITE_A_FACT,
    TO_WRITE_ON_THE_RECORD,
    MomentFacts,
    RecordFacts,
    fact_comes_in_the_records_time,
    facts_come_in_order,
)
from tests.conftest import WEDNESDAY

MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(("at", "kept"), [(WEDNESDAY, True), (WEDNESDAY + MICROSECOND, True), (WEDNESDAY - MICROSECOND, False)])
def test_facts_come_in_order_to_the_microsecond(at, kept) -> None:
    assert facts_come_in_order.holds(MomentFacts(at, WEDNESDAY)) is kept


def test_the_refusal_says_what_the_clock_shows_and_what_it_has_to_catch_up_with() -> None:
    (said,) = broken(TO_WRITE_A_FACT, MomentFacts(WEDNESDAY - MICROSECOND, WEDNESDAY), on=date(2026, 6, 3))
    assert "2026-06-03 09:59:59.999999，早于前一事项的 2026-06-03 10:00:00.000000" in said.because


TEN = timedelta(minutes=10)


@pytest.mark.parametrize(("at", "kept"), [(WEDNESDAY, True), (WEDNESDAY - TEN, True), (WEDNESDAY - TEN - MICROSECOND, False)])
def test_a_fact_comes_in_the_records_time_or_ten_minutes_before(at, kept) -> None:
    assert fact_comes_in_the_records_time.holds(RecordFacts(at, WEDNESDAY)) is kept


def test_the_refusal_says_how_far_the_record_reaches() -> None:
    (said,) = broken(TO_WRITE_ON_THE_RECORD, RecordFacts(WEDNESDAY - TEN - MICROSECOND, WEDNESDAY), on=date(2026, 6, 3))
    assert "09:49:59.999999，比公开记录的最新时间 2026-06-03 10:00:00.000000 早了 10 分钟以上" in said.because
