"""The numbers of the national lottery 双色球, drawn on Tuesdays, Thursdays and Sundays at a quarter past nine in the evening.

The form of the announcement: docs/decisions/what-the-public-sources-answer.md.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings

from draws.sources.source import EARLY, MALFORMED, NotThere, fetched
from kernel.clock import BEIJING

DRAWN_ON = (1, 3, 6)
DRAWN_AT = time(21, 15)
WAIT = timedelta(hours=15)
RED, BLUE = "(0[1-9]|[12][0-9]|3[0-3])", "(0[1-9]|1[0-6])"
VALUE = re.compile(rf"[0-9]{{7}}:({RED},){{5}}{RED}\+{BLUE}")
SHOWN_ON = "https://www.cwl.gov.cn/ygkj/wqkjgg/ssq/"  # the page that asks for the announcements
HEADERS = {"Referer": SHOWN_ON, "Accept": "application/json, text/javascript, */*; q=0.01"}


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
            said = json.loads(fetched(settings.DRAW_BEACONS[self.name].format(period=period), HEADERS))
            of_the_day = [each for each in said["result"] if each["name"] == "双色球" and each["date"].startswith(period)]
            values = [f"{each['code']}:{each['red']}+{each['blue']}" for each in of_the_day]
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise NotThere(MALFORMED, "no announcement of the lottery") from fault
        if not values:
            raise NotThere(EARLY, f"nothing is announced for {period}")
        if len(values) > 1 or not VALUE.fullmatch(values[0]):
            raise NotThere(MALFORMED, "the announcement names other than one issue with seven numbers")
        return values[0]

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Its form only: that these were the numbers is announced everywhere."""
        return "" if VALUE.fullmatch(value) else "不是期号与七个号码"
