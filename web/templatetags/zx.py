"""The tags of the kit, built in for every template."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kernel.clock import BEIJING
from kernel.money import in_capitals, in_yuan
from web.icons import ICONS, LOOKS

register = template.Library()
WEEKDAYS_ZH = "一二三四五六日"
OUR_DEFAULT = "本站默认"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inline icon; with a label it stands for a word, without one it stands beside it."""
    shape = mark_safe(ICONS[name])  # noqa: S308  (our own constant table)
    if label:
        return format_html('<svg class="zx-i" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, shape)
    return format_html('<svg class="zx-i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shape)


@register.simple_tag
def tag(word: str, look: str = "off") -> SafeString:
    """A state as word, icon and colour. `look` is one of `web.icons.LOOKS`."""
    context, shape = LOOKS[look]
    return format_html('<span class="zx-tag {}">{}{}</span>', context, icon(shape), word)


@register.simple_tag
def state(thing: Any) -> SafeString:
    """The tag of a thing's state: the model says its word and its look (`state_word`, `state_look`)."""
    return tag(thing.state_word, thing.state_look)


@register.simple_tag
def sample() -> SafeString:
    """The mark on every seeded thing."""
    return format_html('<span class="zx-sample">{}</span>', "示例" if get_language() != "en" else "Sample")


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan, to the fen, with the unit."""
    return "" if fen is None else f"{in_yuan(fen)} 元"


@register.filter
def stopwatch(left: timedelta) -> str:
    """Time left as 01:24; a begun second counts whole."""
    whole = -(-left // timedelta(seconds=1))
    return f"{whole // 60:02d}:{whole % 60:02d}"


@register.filter
def capitals(fen: int) -> str:
    """Fen in binding capitals."""
    return in_capitals(fen)


@register.filter
def rate(basis_points: int | None) -> str:
    """Basis points as a percentage: 1250 → 12.50%."""
    return "" if basis_points is None else f"{basis_points // 100}.{basis_points % 100:02d}%"


def _day(day: date, *, with_year: bool) -> str:
    year = f"{day.year} 年 " if with_year else ""
    return f"{year}{day.month} 月 {day.day} 日（周{WEEKDAYS_ZH[day.weekday()]}）"


@register.filter
def moment(at: datetime | None) -> str:
    """A binding moment in Beijing time with its weekday: 2026 年 11 月 27 日（周五）17:00."""
    if at is None:
        return ""
    local = at.astimezone(BEIJING)
    if get_language() == "en":
        return f"{local:%a %-d %b %Y %H:%M}"
    return f"{_day(local.date(), with_year=True)}{local:%H:%M}"


@register.filter
def short_moment(at: datetime | None) -> str:
    """The same without the year."""
    if at is None:
        return ""
    local = at.astimezone(BEIJING)
    return f"{local:%a %-d %b %H:%M}" if get_language() == "en" else f"{_day(local.date(), with_year=False)}{local:%H:%M}"


@register.filter
def day(value: date | datetime | None) -> str:
    """A day with its weekday."""
    if value is None:
        return ""
    plain = value.astimezone(BEIJING).date() if isinstance(value, datetime) else value
    return f"{plain:%a %-d %b %Y}" if get_language() == "en" else _day(plain, with_year=True)


@register.filter
def masked(name: str) -> str:
    """A person's name as the public sees it: the first character, then stars."""
    return name[:1] + "**" if name else ""


@register.filter
def countdown(left: timedelta) -> dict[str, int]:
    """Time left as days, hours, minutes (never below zero)."""
    seconds = max(0, int(left.total_seconds()))
    return {"days": seconds // 86400, "hours": seconds % 86400 // 3600, "minutes": seconds % 3600 // 60}


@register.filter
def data_size(size: int) -> str:
    """A file's size for people."""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, round(size / 1024))} kB"


@register.filter
def ground(rule: Any) -> str:
    """A rule's source as it stands beside the tag of its kind: the kind is not said twice, nor that a text is still to be looked up."""
    source = str(rule.source_told)
    if rule.kind != "default" or not source.startswith(OUR_DEFAULT):
        return source
    rest = source.removeprefix(OUR_DEFAULT)
    return rest[1:-1] if rest.startswith("（") and rest.endswith("）") else rest.lstrip("：；")


@register.simple_tag
def rule_kind(rule: Any) -> SafeString:
    """Which of the three grounds a rule has."""
    return tag(rule.kind_word, "file")
