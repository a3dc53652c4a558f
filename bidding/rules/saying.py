"""How a rule says a moment or a sum in its reason."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_WEEKDAYS = "一二三四五六日"
_BEIJING = ZoneInfo("Asia/Shanghai")


def moment(at: datetime) -> str:
    """A binding moment in Beijing time with its weekday."""
    local = at.astimezone(_BEIJING)
    return f"{local.year} 年 {local.month} 月 {local.day} 日（周{_WEEKDAYS[local.weekday()]}）{local:%H:%M}"


def yuan(fen: int) -> str:
    """Fen as yuan with both decimals."""
    return f"{fen // 100:,}.{fen % 100:02d} 元"
