"""A page's address as a QR code, and its dates as a calendar file."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import segno
from django.conf import settings
from django.http import HttpResponse

from bidding.models import Need, Notice


def qr_of(path: str) -> HttpResponse:
    """A QR code of one of this site's addresses, as an SVG that prints sharp."""
    out = io.BytesIO()
    segno.make(f"{settings.SITE_URL}{path}", error="m").save(out, kind="svg", border=2, scale=4, xmldecl=False, svgclass=None)
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, as RFC 5545 asks."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > 73:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])


def calendar_of(need: Need, notice: Notice, dates: list[tuple[str, str, datetime]], *, at: datetime) -> HttpResponse:
    """The need's dates as an iCalendar file; each date is (key, word, moment)."""
    address = f"{settings.SITE_URL}/needs/{need.number}/"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zhongxuan//Needs//ZH", "CALSCALE:GREGORIAN"]
    for key, word, when in dates:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{need.number}-{key}@zhongxuan",
            f"SEQUENCE:{notice.version}",
            f"DTSTAMP:{_utc(at)}",
            f"DTSTART:{_utc(when - timedelta(minutes=30) if key == 'closes' else when)}",
            f"DTEND:{_utc(when)}",
            f"SUMMARY:{_text(f'{word}：{notice.title}')}",
            f"DESCRIPTION:{_text(f'{need.number}，以北京时间为准')}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    response = HttpResponse("\r\n".join(map(_folded, lines)) + "\r\n", content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{need.number}.ics"'
    return response
