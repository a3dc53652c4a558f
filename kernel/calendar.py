"""Working days: a dated, editable table on top of the plain week, which says when a year is not yet published."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kernel.clock import BEIJING
from kernel.models import CalendarYear, SpecialDay


def is_working_day(day: date) -> bool:
    """Whether offices work on that day: the table first, the week otherwise."""
    special = SpecialDay.objects.filter(day=day).first()
    return special.is_working if special else day.weekday() < 5


def add_working_days(at: datetime, days: int) -> datetime:
    """The same hour of the day (in Beijing), `days` working days after `at`; 0 gives the next working moment at or after it."""
    local = at.astimezone(BEIJING)
    special = dict(
        SpecialDay.objects.filter(day__range=(local.date(), local.date() + timedelta(days=3 * days + 30))).values_list(
            "day", "is_working"
        )
    )
    day, left = local.date(), days
    while left or not special.get(day, day.weekday() < 5):
        day += timedelta(days=1)
        if left and special.get(day, day.weekday() < 5):
            left -= 1
    return datetime.combine(day, local.time(), BEIJING)


def subtract_working_days(at: datetime, days: int) -> datetime:
    """The same hour of the day (in Beijing), `days` working days before `at`."""
    local = at.astimezone(BEIJING)
    start = local.date() - timedelta(days=3 * days + 30)
    special = dict(SpecialDay.objects.filter(day__range=(start, local.date())).values_list("day", "is_working"))
    day, left = local.date(), days
    while left:
        day -= timedelta(days=1)
        if special.get(day, day.weekday() < 5):
            left -= 1
    return datetime.combine(day, local.time(), BEIJING)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie in (start, end]: the day of the start never counts."""
    special = dict(SpecialDay.objects.filter(day__range=(start, end)).values_list("day", "is_working"))
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if special.get(day, day.weekday() < 5))


def end_of_day(day: date) -> datetime:
    """17:00 in Beijing, the close of an office day."""
    return datetime.combine(day, time(17), BEIJING)


def unpublished_years(start: date, end: date) -> tuple[int, ...]:
    """The years touched by a period whose holidays are not yet published: pages add 节假日安排尚未公布."""
    years = set(range(start.year, end.year + 1))
    published = set(CalendarYear.objects.filter(year__in=years).values_list("year", flat=True))
    return tuple(sorted(years - published))
