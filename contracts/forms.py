"""The shape of input of contracts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from web.forms import ZxForm

_TEXT = forms.Textarea(attrs={"class": "zx-input", "rows": 4})


class ManyFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> Sequence[UploadedFile]:
        """Each file, cleaned. Size and content are judged by the rules, not here."""
        many = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in many]


class JudgedField(forms.CharField):
    """Text that must be there: shown as required, but its absence is refused by the rule, with its source."""

    def validate(self, value: Any) -> None:
        """Leave emptiness to the rule."""


class ConfirmForm(ZxForm):
    """The hash of the text that was read, and a declaration."""

    terms_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label="我已阅读全部条款，代表本单位确认", error_messages={"required": "确认前请勾选已阅读全部条款"}
    )


class DeliverForm(ZxForm):
    """The result as files, with a note."""

    rule_fields = {
        "delivery_carries_its_result": "results",
        "delivered_file_has_a_fitting_size": "results",
        "delivered_file_is_what_its_name_says": "results",
    }

    results = FilesField(
        label="成果文件",
        help_text="PDF、Word、Excel、PPT、ZIP、图片或文本，每个不超过 20 MB，最多 10 个",
        allow_empty_file=True,
        widget=ManyFiles(attrs={"class": "zx-input", "multiple": True}),
    )
    note = forms.CharField(label="说明", required=False, max_length=1000, widget=_TEXT)


class ReturnForm(ZxForm):
    """Why a delivery is not accepted."""

    rule_fields = {"return_gives_its_reasons": "reasons"}

    reasons = JudgedField(label="退回理由", help_text="写明哪里不符合合同、怎样改", max_length=2000, widget=_TEXT)


class ChangeForm(ZxForm):
    """A later due day or a subcontractor, and why."""

    rule_fields = {"new_due_day_is_later": "new_due_on", "subcontract_is_asked_for_by_the_agency": "subcontractor"}

    new_due_on = forms.DateField(
        label="新的交付期限", required=False, widget=forms.DateInput(attrs={"class": "zx-input zx-input--code", "type": "date"})
    )
    subcontractor = forms.CharField(
        label="分包单位", required=False, max_length=120, widget=forms.TextInput(attrs={"class": "zx-input"})
    )
    reason = JudgedField(label="理由", max_length=1000, widget=_TEXT)


class AnswerForm(ZxForm):
    """Yes or no."""

    answer = forms.ChoiceField(choices=(("yes", "同意"), ("no", "不同意")))


class TerminateForm(ZxForm):
    """Why a contract is ended."""

    rule_fields = {"termination_has_a_reason": "reason"}

    reason = JudgedField(label="终止理由", max_length=400, widget=_TEXT)
