"""The closing value of the Shanghai composite index on the first trading day that ends after the closing of the need.

The form of the quotation: docs/decisions/what-the-public-sources-answer.md.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from draws.sources.source import EARLY, MALFORMED, NotThere, fetched
from kernel.calendar import add_working_days
from kernel.clock import BEIJING

CLOSES = time(15)
STANDS = "15:30:00"  # of the quotation: until then there is trade at the closing price, and the quotation is renewed
WAITS_UNTIL = time(20)
VALUE = re.compile(r"[1-9][0-9]{2,5}\.[0-9]{2}")
QUOTED = re.compile(r'hq_str_sh000001="([^"]*)"')
NAME_AT, PRICE_AT, DAY_AT, TIME_AT = 0, 3, 30, 31  # places in the quotation


class Index:
    """The value is the close with two decimals, as newspapers print it."""

    name = "sh000001"
    word = "上证指数收盘"

    def period(self, closes_at: datetime) -> tuple[str, datetime]:
        """The trading day, waited for until eight in the evening. A make-up working day at a weekend is no trading day."""
        moment = closes_at.astimezone(BEIJING)
        end = datetime.combine(moment.date(), CLOSES, BEIJING)
        end = add_working_days(end if moment < end else end + timedelta(days=1), 0)
        while end.weekday() > 4:
            end = add_working_days(end + timedelta(days=1), 0)
        return end.date().isoformat(), datetime.combine(end.date(), WAITS_UNTIL, BEIJING)

    def ask(self, period: str) -> str:
        """The close, from a quotation in the form of hq.sinajs.cn, once it is renewed no more; without the referer that site refuses."""
        text = fetched(settings.DRAW_BEACONS[self.name], {"Referer": "https://finance.sina.com.cn"}).decode("gb18030", "replace")
        quoted = QUOTED.search(text)
        fields = quoted[1].split(",") if quoted else []
        if len(fields) <= TIME_AT or fields[NAME_AT] != "上证指数":
            raise NotThere(MALFORMED, "no quotation of the index")
        if fields[DAY_AT] != period or fields[TIME_AT] < STANDS:
            raise NotThere(EARLY, f"the quotation is of {fields[DAY_AT]} {fields[TIME_AT]}")
        try:
            return str(Decimal(fields[PRICE_AT]).quantize(Decimal("0.01"), ROUND_HALF_UP))
        except InvalidOperation as fault:
            raise NotThere(MALFORMED, "the quotation names no price") from fault

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Its form only: that it was the close stands in every newspaper."""
        return "" if VALUE.fullmatch(value) else "不是两位小数的指数点位"
