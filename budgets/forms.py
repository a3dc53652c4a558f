"""The shape of what a department declares."""

from __future__ import annotations

from typing import Any

from django import forms

from kernel import clock
from web.forms import HalfWidthField, MoneyField, ZxForm


class LineForm(ZxForm):
    """A budget line."""

    rule_fields = {
        "line_says_what_for_and_how_much": "limit_fen",
        "line_is_of_this_year_or_the_next": "year",
        "line_is_declared_once": "code",
    }
    year = forms.TypedChoiceField(label="预算年度", coerce=int, widget=forms.RadioSelect)
    code = HalfWidthField(
        label="预算项目编码",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "zx-input zx-input--code"}),
        help_text="照批复的部门预算填写，例如 2130305-001；需求公告和合同写的是同一个编码",
    )
    title = HalfWidthField(label="预算项目名称", max_length=120, help_text="例如：水土保持技术服务")
    limit_fen = MoneyField(label="额度（元）", help_text="本项目全年可用于中介服务的金额，精确到分，不用写逗号")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        this = clock.today().year
        self.fields["year"].choices = [(this, f"{this} 年"), (this + 1, f"{this + 1} 年")]  # type: ignore[attr-defined]
        self.fields["year"].initial = this
