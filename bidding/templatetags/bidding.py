"""What the pages of needs ask of a value."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from kernel.clock import day_of

register = template.Library()


@register.filter
def is_on(at: datetime | None, day: date) -> bool:
    """Whether a moment falls on that day in Beijing."""
    return at is not None and day_of(at) == day
