"""Money is a whole number of fen with its currency. No float comes near it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.module_loading import import_string

YUAN = 100
IN_CAPITALS = "cn2an.an2cn"  # by name: its tables take half a second to load, and few processes ever write capitals
_AMOUNT = re.compile(r"^\d{1,12}(\.\d{1,2})?$")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，￥", "0123456789.,¥")


@dataclass(frozen=True, order=False)
class Money:
    """An amount in fen. Arithmetic only between equal currencies."""

    fen: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"money is a whole number of fen, not {type(self.fen).__name__}")

    def _same(self, other: Money) -> None:
        if not isinstance(other, Money) or other.currency != self.currency:
            raise TypeError(f"{self!r} and {other!r} can't be reckoned together")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.fen + other.fen, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.fen - other.fen, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.fen < other.fen

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.fen <= other.fen

    def __gt__(self, other: Money) -> bool:
        return not self <= other

    def __ge__(self, other: Money) -> bool:
        return not self < other

    def __str__(self) -> str:
        return f"{in_yuan(self.fen)} 元" if self.currency == "CNY" else f"{in_yuan(self.fen)} {self.currency}"


class FenField(models.BigIntegerField):
    """A column that holds fen."""

    description = "an amount of money in fen"


def in_yuan(fen: int) -> str:
    """Fen as yuan with thousands separators and both decimals: 18600000 → "186,000.00"."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), YUAN)
    return f"{sign}{yuan:,}.{rest:02d}"


def in_capitals(fen: int) -> str:
    """Fen in the capitals that bind on Chinese papers: 18600000 → "壹拾捌万陆仟元整"."""
    if fen < 0:
        raise ValueError("an amount in capitals is not negative")
    yuan, rest = divmod(fen, YUAN)
    written: Callable[[str, str], str] = import_string(IN_CAPITALS)
    return written(f"{yuan}.{rest:02d}" if rest else str(yuan), "rmb")


def read_yuan(text: str) -> int:
    """Yuan as a person types them ("186,000.5", "１８６０００") as fen.

    Raises:
        ValueError: if it is not an amount with at most two decimals. 万元 and ranges are refused, never guessed.
    """
    cleaned = text.translate(_FULL_WIDTH).replace(",", "").replace(" ", "").removeprefix("¥").removesuffix("元")
    if not _AMOUNT.match(cleaned):
        raise ValueError(f"not an amount in yuan: {text!r}")
    yuan, _, rest = cleaned.partition(".")
    return int(yuan) * YUAN + int((rest + "00")[:2])


def rounded_half_up_to_fen(exact: Fraction) -> int:
    """An exact fraction of fen as whole fen, halves away from zero (the rule for interest and shares).

    | exact | fen |
    |---|---|
    | 1/2 | 1 |
    | 49/100 | 0 |
    | 3/2 | 2 |
    | -1/2 | -1 |
    """
    down = abs(exact).__floor__()
    whole = down + (1 if abs(exact) - down >= Fraction(1, 2) else 0)
    return whole if exact >= 0 else -whole
