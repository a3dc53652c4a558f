"""Working days come from a table on top of the week, which says when a year is not published."""

from datetime import date, datetime

import pytest

from kernel.calendar import add_working_days, is_working_day, unpublished_years, working_days_between
from kernel.clock import BEIJING
from kernel.models import CalendarYear, SpecialDay

pytestmark = pytest.mark.django_db


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BEIJING)


@pytest.fixture(autouse=True)
def national_day() -> None:
    CalendarYear.objects.create(year=2026, source="国办发明电（示例）")
    SpecialDay.objects.bulk_create(SpecialDay(day=date(2026, 10, n), is_working=False, note="国庆节") for n in range(1, 8))
    SpecialDay.objects.create(day=date(2026, 9, 27), is_working=True, note="调休上班")


def test_a_holiday_is_off_and_a_swapped_sunday_is_worked() -> None:
    assert not is_working_day(date(2026, 10, 1))
    assert is_working_day(date(2026, 9, 27))
    assert not is_working_day(date(2026, 9, 20))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (at(9, 30), 1, at(10, 8)),  # over the whole holiday
        (at(9, 25), 1, at(9, 27)),  # Friday to the worked Sunday
        (at(9, 25), 3, at(9, 29)),
        (at(10, 3), 0, at(10, 8)),  # zero: the next working moment
        (at(9, 28), 0, at(9, 28)),
    ],
)
def test_working_days_are_added_at_the_same_hour(start: datetime, days: int, end: datetime) -> None:
    assert add_working_days(start, days) == end


def test_the_day_of_the_start_never_counts() -> None:
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 8)) == 1
    assert working_days_between(date(2026, 9, 30), date(2026, 9, 30)) == 0


def test_a_year_without_its_holidays_is_said_to_be_unpublished() -> None:
    assert unpublished_years(date(2026, 12, 30), date(2027, 1, 4)) == (2027,)
    assert unpublished_years(date(2026, 6, 1), date(2026, 6, 5)) == ()
