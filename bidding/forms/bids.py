"""Shapes of what bidders and buyers send about bids and results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms

from web.forms import ZxForm

LARGEST_ENVELOPE = 200_000  # characters; a sealed note of 64 kB needs half of it


def read_envelope(text: str) -> Any:
    """The envelope in a JSON text; None for what is no JSON, which no need takes in."""
    try:
        return json.loads(text) if len(text) <= LARGEST_ENVELOPE else None
    except (ValueError, RecursionError):
        return None


class EnvelopeForm(ZxForm):
    """The envelope that the browser has sealed, or a file with one that the offline page has; nothing else is ever sent."""

    envelope = forms.CharField(
        label="信封",
        widget=forms.HiddenInput,
        max_length=LARGEST_ENVELOPE,
        required=False,
        error_messages={"max_length": "信封过大"},
    )
    envelope_file = forms.FileField(label="信封文件", required=False)

    plan = forms.CharField(label="方案信封", widget=forms.HiddenInput, max_length=LARGEST_ENVELOPE, required=False)

    plan_files = forms.CharField(label="方案文件", widget=forms.HiddenInput, max_length=1_000, required=False)

    def clean_plan_files(self) -> Any:
        """The names of the ciphertexts that were handed in for the plan; what is no list names one that there is not."""
        named = read_envelope(self.cleaned_data["plan_files"]) if self.cleaned_data["plan_files"] else []
        return named if isinstance(named, list) else [None]

    def clean_plan(self) -> Any:
        """The technical envelope, where one came."""
        return read_envelope(self.cleaned_data["plan"]) if self.cleaned_data["plan"] else None

    def clean_envelope_file(self) -> str:
        """The text of the file that the offline page saved."""
        file = self.cleaned_data["envelope_file"]
        if file is None:
            return ""
        if file.size > LARGEST_ENVELOPE:
            raise forms.ValidationError("信封过大")
        return str(file.read().decode(errors="replace"))

    def clean(self) -> dict[str, Any]:
        """The envelope itself, out of the field or out of the file."""
        told: dict[str, Any] = super().clean() or {}
        text = told.get("envelope") or told.get("envelope_file")
        if not text and not self.errors:
            raise forms.ValidationError("没有收到信封：报价要先在浏览器里密封。请启用脚本后重试。")
        return {**told, "envelope": read_envelope(text or "")}


class SeedForm(ZxForm):
    """The seed that the browser took out of the seed file; file and passphrase are never sent."""

    seed = forms.CharField(
        label="种子",
        widget=forms.HiddenInput,
        max_length=100,
        error_messages={"required": "没有收到种子：种子文件要先在浏览器里解开。请启用脚本后重试。", "max_length": "这不是种子"},
    )


class ConfirmForm(ZxForm):
    """The winner takes the award."""


class DeclineForm(ZxForm):
    """The winner gives the award up."""

    reason = forms.CharField(label="放弃的理由", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class ObjectionForm(ZxForm):
    """An objection to a result."""

    rule_fields = {"objection_says_why": "text"}
    text = forms.CharField(
        label="事实和理由",
        help_text="写明您认为哪一处有误、依据是什么。异议内容会在结果公告中公开，不显示您的名称；请勿写商业秘密和个人信息。",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ExplanationForm(ZxForm):
    """Why a low price is reasonable."""

    rule_fields = {"explanation_says_something": "text", "explanation_comes_in_time": "text"}
    text = forms.CharField(
        label="报价为什么合理",
        help_text="写明成本构成、已有资料或设备、类似项目的价格等。只给委托方看，公开记录只留摘要。",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class VerdictForm(ZxForm):
    """The buyer's verdict on an explanation."""

    rule_fields = {"rejection_gives_its_reason": "reason", "verdict_follows_an_explanation": "accepts"}
    accepts = forms.TypedChoiceField(
        label="结论",
        choices=[("yes", "采纳，保留次序"), ("no", "不采纳，该报价无效")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="理由",
        help_text="不采纳时必须写明，会在结果公告中公布；不要写对方的商业秘密。",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(ZxForm):
    """The buyer's answer to an objection: dismissed, upheld against one bid of the order, or against the procedure."""

    rule_fields = {"objection_is_answered_with_reasons": "answer", "upheld_objection_strikes_a_bid_of_the_order": "upheld"}
    upheld = forms.ChoiceField(label="结论", widget=forms.RadioSelect)
    answer = forms.CharField(
        label="答复和理由",
        help_text="无论是否成立，答复和理由都在结果公告中公布；请勿写商业秘密和个人信息。",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`places`: (envelope hash, name) of the bids that stand in the order."""
        super().__init__(*args, **kwargs)
        against = [(bid, f"成立，{name}的投标无效，其余机构的次序重新公示") for bid, name in places]
        ends = ("yes", "成立，公告或程序有误，原结果不再有效，本需求按未成交结束")
        self.fields["upheld"].choices = [("no", "不成立，维持结果"), *against, ends]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the verb is told."""
        chosen = self.cleaned_data["upheld"]
        against = "" if chosen in ("no", "yes") else chosen
        return {"upheld": chosen != "no", "against": against, "answer": self.cleaned_data["answer"]}
