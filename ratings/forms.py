"""The shape of what is typed in this room."""

from __future__ import annotations

from typing import Any

from django import forms

from ratings.rules.evaluation import CRITERIA
from ratings.states import Measure, Trigger
from web.forms import HalfWidthField, ZxForm

SCORES = [(5, "5　很好"), (4, "4　好"), (3, "3　一般"), (2, "2　差"), (1, "1　很差")]
HINTS = {
    "quality": "成果是否合格、是否一次通过",
    "timeliness": "是否按约定时限交付",
    "attitude": "沟通是否及时、耐心",
    "fee": "是否按公示和合同收费",
    "conduct": "是否守法、保密、廉洁",
}


def _words(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"class": "zx-input", "rows": 4}), **options)


class EvaluationForm(ZxForm):
    """Five scores and reasons."""

    rule_fields = {"low_score_has_a_reason": "reasons"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, word in CRITERIA.items():
            self.fields[name] = forms.TypedChoiceField(
                label=word,
                help_text=HINTS[name],
                choices=[("", "请选择"), *SCORES],
                coerce=int,
                widget=forms.Select(attrs={"class": "zx-input"}),
            )
        self.fields["reasons"] = _words("理由", required=False, help_text="任何一项不高于 2 分时必填。理由会给机构看。")

    @property
    def scores(self) -> dict[str, int]:
        """The five scores."""
        return {name: self.cleaned_data[name] for name in CRITERIA}


class TextForm(ZxForm):
    """One text: a reply, an objection, a hearing's record."""

    text = _words("内容")

    def __init__(self, *args: Any, label: str = "内容", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class SettleForm(ZxForm):
    """An answer to an objection."""

    is_founded = forms.TypedChoiceField(
        label="异议是否成立",
        choices=[("", "请选择"), ("1", "成立，评价不计入"), ("0", "不成立，评价计入")],
        coerce=lambda value: value == "1",
        widget=forms.Select(attrs={"class": "zx-input"}),
    )
    text = _words("理由")


class CaseForm(ZxForm):
    """A case to open."""

    rule_fields = {
        "trigger_is_established": "trigger",
        "measure_is_on_the_ladder": "measure",
        "case_meets_a_listed_agency_without_open_case": "agency",
        "notice_tells_facts_and_grounds": "facts",
    }
    agency = HalfWidthField(
        label="机构的统一社会信用代码", max_length=18, widget=forms.TextInput(attrs={"class": "zx-input", "autocomplete": "off"})
    )
    trigger = forms.ChoiceField(label="情形", choices=Trigger.choices, widget=forms.Select(attrs={"class": "zx-input"}))
    finding = HalfWidthField(
        label="查处文书文号",
        required=False,
        max_length=200,
        help_text="提供虚假材料的，写明主管机关查处文书的文号",
        widget=forms.TextInput(attrs={"class": "zx-input"}),
    )
    measure = forms.ChoiceField(label="拟采取的措施", choices=Measure.choices, widget=forms.Select(attrs={"class": "zx-input"}))
    facts = _words("事实和理由", help_text="会原文告知机构")
    grounds = _words("依据")


class AnswerForm(ZxForm):
    """The agency's statement and defence."""

    rule_fields = {"answer_comes_in_its_period": "text"}
    text = _words("陈述和申辩")
    hearing = forms.BooleanField(label="要求听证", required=False)


class VoteForm(ZxForm):
    """An official's vote."""

    rule_fields = {"decision_is_reasoned": "reason"}
    is_for = forms.TypedChoiceField(
        label="意见",
        choices=[("", "请选择"), ("1", "同意采取拟定的措施"), ("0", "不同意")],
        coerce=lambda value: value == "1",
        widget=forms.Select(attrs={"class": "zx-input"}),
    )
    reason = _words("理由", help_text="同意须写明事实、证据和依据；决定书照此说明理由")
