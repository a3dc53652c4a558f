"""The published holidays, as the package `chinesecalendar` knows them: a seed, never a guess about later years."""

from __future__ import annotations

from chinese_calendar import constants

from kernel.models import CalendarYear, SpecialDay

SOURCE = "国务院办公厅节假日安排通知（PyPI chinesecalendar）"


def load_published_calendar() -> int:
    """Write the years and special days that the table lacks; what an editor has changed stays. Returns the newest year."""
    days = [
        SpecialDay(day=day, is_working=False, note=str(name)) for day, name in constants.holidays.items() if day.weekday() < 5
    ]
    days += [SpecialDay(day=day, is_working=True, note="调休上班") for day in constants.workdays if day.weekday() >= 5]
    years = sorted({day.year for day in constants.holidays})
    SpecialDay.objects.bulk_create(days, ignore_conflicts=True)
    CalendarYear.objects.bulk_create([CalendarYear(year=year, source=SOURCE) for year in years], ignore_conflicts=True)
    return years[-1]
