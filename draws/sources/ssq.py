"""The numbers of the national lottery 双色球, drawn on Tuesdays, Thursdays and Sundays at a quarter past nine in the evening."""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings

from draws.sources.source import NotThere, fetched
from kernel.clock import BEIJING

DRAWN_ON = (1, 3, 6)
DRAWN_AT = time(21, 15)
WAIT = timedelta(hours=15)
VALUE = re.compile(r"\d{7}:(\d\d,){5}\d\d\+\d\d")


class Lottery:
    """The value is the issue's number and its balls: "2026070:01,02,03,04,05,06+07"."""

    name = "ssq"
    word = "双色球开奖号码"

    def period(self, closes_at: datetime) -> tuple[str, datetime]:
        """The day of the first lottery after the closing, waited for until the next noon. In the weeks without one it is missed."""
        drawn = datetime.combine(closes_at.astimezone(BEIJING).date(), DRAWN_AT, BEIJING)
        while drawn <= closes_at or drawn.weekday() not in DRAWN_ON:
            drawn += timedelta(days=1)
        return drawn.date().isoformat(), drawn + WAIT

    def ask(self, period: str) -> str:
        """The numbers of a day, from an announcement in the form of www.cwl.gov.cn."""
        try:
            told = json.loads(fetched(settings.DRAW_BEACONS[self.name].format(period=period)))["result"]
            issue = next(each for each in told if str(each["date"]).startswith(period))
            return f"{issue['code']}:{issue['red']}+{issue['blue']}"
        except (ValueError, TypeError, KeyError, StopIteration) as fault:
            raise NotThere("no announcement of that day") from fault

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Its form only: that these were the numbers is announced everywhere."""
        return "" if VALUE.fullmatch(value) else "不是期号与七个号码"
