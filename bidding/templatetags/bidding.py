"""What the pages of needs ask of a value."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from kernel.clock import day_of
from sealing.plan import OUTCOMES

register = template.Library()


@register.filter
def is_on(at: datetime | None, day: date) -> bool:
    """Whether a moment falls on that day in Beijing."""
    return at is not None and day_of(at) == day


@register.filter
def file_word(media: str) -> str:
    """The type of a plan's file, in a word."""
    return {"application/pdf": "PDF", "image/jpeg": "JPG 图片", "image/png": "PNG 图片"}[media]


@register.filter
def file_outcome(outcome: str) -> str:
    """What became of a plan's file, in words."""
    return OUTCOMES[outcome]
