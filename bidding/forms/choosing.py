"""What a buyer sends when it names an agency."""

from __future__ import annotations

from typing import Any

from django import forms

from web.forms import ZxForm


class ChoiceForm(ZxForm):
    """One agency, and why."""

    agency = forms.CharField(
        label="机构", widget=forms.HiddenInput, max_length=40, error_messages={"required": "先从名单里选一家机构"}
    )
    reason = forms.CharField(
        label="选定理由",
        max_length=400,
        required=False,
        help_text="可不填；随结果公布，不要写个人信息",
        widget=forms.Textarea(attrs={"class": "zx-input", "rows": 4}),
    )
    rule_fields = {"choice_with_fiscal_money_says_why": "reason"}

    def __init__(self, *args: Any, must_say_why: bool = False, **kwargs: Any) -> None:
        """`must_say_why`: whether fiscal money pays."""
        super().__init__(*args, **kwargs)
        if must_say_why:
            self.fields["reason"].help_text = "使用财政资金，必须写明；随结果公布，不要写个人信息"


class PickForm(ZxForm):
    """One of the short list, and why."""

    agency = forms.CharField(label="机构", max_length=40, error_messages={"required": "从入围名单里选一家"})
    reason = forms.CharField(
        label="择定理由",
        max_length=400,
        help_text="随结果公布，不要写个人信息",
        widget=forms.Textarea(attrs={"class": "zx-input", "rows": 4}),
        error_messages={"required": "写明择定理由"},
    )
    rule_fields = {"pick_is_on_the_short_list": "agency", "pick_says_why": "reason"}
