"""Fields in which amounts and rates are typed."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kernel.money import YUAN
from web.forms import HalfWidthField, MoneyField

CODE = {"class": "zx-input zx-input--code"}


class RateField(HalfWidthField):
    """A percentage with at most two decimals, cleaned to basis points."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, widget=forms.TextInput(attrs={**CODE, "inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Basis points, or None when empty."""
        text = super().clean(value).removesuffix("%").strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", text):
            raise forms.ValidationError("填写 0 到 99.99 之间的百分数，例如 12.50")
        whole, _, rest = text.partition(".")
        return int(whole) * 100 + int((rest + "00")[:2])

    def prepare_value(self, value: Any) -> Any:
        """Basis points as they are typed."""
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value


class FenField(MoneyField):
    """An amount that is held in fen and typed in yuan."""

    def prepare_value(self, value: Any) -> Any:
        """Fen as yuan without separators."""
        return f"{value // YUAN}.{value % YUAN:02d}" if isinstance(value, int) else value
