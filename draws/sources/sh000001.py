"""The closing value of the Shanghai composite index on the first trading day that ends after the closing of the need."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from draws.sources.source import NotThere, fetched
from kernel.calendar import add_working_days
from kernel.clock import BEIJING

CLOSES = time(15)
WAITS_UNTIL = time(20)
VALUE = re.compile(r"[1-9]\d{2,5}\.\d\d")
DAY_AT, PRICE_AT, TIME_AT = 30, 3, 31  # places in the quotation


class Index:
    """The value is the close with two decimals, as the exchange publishes it."""

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
        """The close, from a quotation in the form of hq.sinajs.cn, once the day's trading is over."""
        text = fetched(settings.DRAW_BEACONS[self.name], {"Referer": "https://finance.sina.com.cn"}).decode("gb18030", "replace")
        fields = text.partition('"')[2].split(",")
        try:
            if fields[DAY_AT] != period or fields[TIME_AT] < "15:00:00":
                raise NotThere(f"the quotation is of {fields[DAY_AT]} {fields[TIME_AT]}")
            return str(Decimal(fields[PRICE_AT]).quantize(Decimal("0.01"), ROUND_HALF_UP))
        except (IndexError, InvalidOperation) as fault:
            raise NotThere("the quotation has another form") from fault

    def fault(self, terms: dict[str, Any], subject: str, value: str, proof: str) -> str:
        """Its form only: that it was the close stands in every newspaper."""
        return "" if VALUE.fullmatch(value) else "不是两位小数的指数点位"
