"""Publishing, amending, cancelling, asking and answering."""

from __future__ import annotations

from typing import Any

from django import forms

from bidding.states import CancelReason
from web.forms import ZxForm

TEXT = {"class": "zx-input", "rows": 4}


class DeclarationForm(ZxForm):
    """The buyer stands by what it publishes."""

    is_true = forms.BooleanField(
        label="以上内容真实，没有指定中介机构，也没有设置不合理的条件", error_messages={"required": "请先作出声明"}
    )
    knows_it_is_narrow = forms.BooleanField(label="我知道符合条件的机构不多于一家，这些条件确属必要", required=False)
    rule_fields = {"narrow_conditions_are_owned_up_to": "knows_it_is_narrow"}

    def __init__(self, *args: Any, has_conditions: bool = True, **kwargs: Any) -> None:
        """`has_conditions`: whether the notice asks for more than the service; nobody calls conditions necessary that there are not."""
        super().__init__(*args, **kwargs)
        if not has_conditions:
            self.fields["knows_it_is_narrow"].label = "我知道目前登记的机构不多于一家，仍然发布"


class AmendmentForm(DeclarationForm):
    """A new version says what it changes."""

    what_changed = forms.CharField(
        label="改了什么",
        max_length=400,
        help_text="写给已报名和准备报名的机构，随新版本公布",
        widget=forms.Textarea(attrs=TEXT),
        error_messages={"required": "写明改了什么"},
    )
    rule_fields = {**DeclarationForm.rule_fields, "amendment_says_what_changed": "what_changed"}
    field_order = ["what_changed", "knows_it_is_narrow", "is_true"]


class CancelForm(ZxForm):
    """A reason of the closed list."""

    reason = forms.ChoiceField(
        label="取消理由",
        choices=CancelReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "从列出的理由中选一项"},
    )
    note = forms.CharField(
        label="补充说明", max_length=400, required=False, help_text="随理由一起公布", widget=forms.Textarea(attrs=TEXT)
    )
    rule_fields = {"cancelling_has_a_reason_of_the_list": "reason"}

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        chosen = [(value, word) for value, word in CancelReason.choices if value != CancelReason.KEYS_MISSING]
        self.fields["reason"].choices = chosen  # type: ignore[attr-defined]


class QuestionForm(ZxForm):
    """A public question."""

    text = forms.CharField(
        label="问题",
        max_length=1000,
        help_text="所有人都能看到问题和答复，不显示是谁提的。不要写报价或能认出你的内容。",
        widget=forms.Textarea(attrs=TEXT),
        error_messages={"required": "填写问题"},
    )
    rule_fields = {"question_says_something": "text", "question_comes_in_time": "text", "buyer_does_not_ask_itself": "text"}


class AnswerForm(ZxForm):
    """The answer to a public question."""

    answer = forms.CharField(
        label="答复",
        max_length=2000,
        help_text="答复公开，发出后不能改写。答复不能代替变更公告：改了要求的，请发布新版本。",
        widget=forms.Textarea(attrs=TEXT),
        error_messages={"required": "填写答复"},
    )
    rule_fields = {"question_is_answered_once": "answer", "question_says_something": "answer"}


class FileForm(ZxForm):
    """A file to attach."""

    file = forms.FileField(
        label="选择文件",
        help_text="PDF、DOCX、PNG 或 JPG，最大 10 MB",
        allow_empty_file=True,
        error_messages={"required": "选择一个文件"},
        widget=forms.FileInput(attrs={"class": "zx-input"}),
    )
    rule_fields = {"file_has_a_fair_size": "file", "file_is_what_its_name_says": "file", "notice_has_few_files": "file"}
