"""Who comes into the pool of experts."""

from __future__ import annotations

from typing import Any

from django import forms
from stdnum.cn import uscc as uscc_check

from bidding.forms.amounts import CODE
from bidding.reads.scoring import in_the_pool
from market.models import Person
from web.forms import HalfWidthField, ZxForm


class ExpertForm(ZxForm):
    """An account, what it knows, and for whom it stands aside."""

    username = forms.CharField(label="账号", max_length=150, help_text="专家本人的登录账号", widget=forms.TextInput(attrs=CODE))
    specialty = forms.CharField(label="专业", max_length=60)
    employer_uscc = HalfWidthField(label="工作单位的统一社会信用代码", max_length=40, widget=forms.TextInput(attrs=CODE))
    employer_name = forms.CharField(label="工作单位的名称", max_length=120)
    ties = HalfWidthField(
        label="申报的关联单位",
        max_length=400,
        required=False,
        help_text="统一社会信用代码，用空格隔开。与其中任何一家有关的需求都回避",
        widget=forms.TextInput(attrs=CODE),
    )

    def clean_username(self) -> Person:
        """Somebody with an account who is not in the pool yet."""
        person = Person.objects.filter(username=self.cleaned_data["username"]).first()
        if person is None:
            raise forms.ValidationError("没有这个账号，请先让本人注册")
        if in_the_pool(person):
            raise forms.ValidationError("这个账号已经是专家")
        return person

    def clean_employer_uscc(self) -> str:
        """A valid code."""
        return _code(self.cleaned_data["employer_uscc"])

    def clean_ties(self) -> list[str]:
        """Valid codes."""
        return [_code(each) for each in self.cleaned_data["ties"].split()]

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        said = dict(self.cleaned_data)
        return {"person": said.pop("username"), **said}


def _code(typed: str) -> str:
    code = str(uscc_check.compact(typed)).upper()
    if not uscc_check.is_valid(code):
        raise forms.ValidationError("统一社会信用代码不对，请核对 18 位代码")
    return code
