"""What a regulator types: an inspection, an inspector, the number to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from stdnum.cn import uscc as uscc_check

from market.models import ListItem, Membership, Region
from web.forms import HalfWidthField, ZxForm

CODE = {"autocapitalize": "characters", "spellcheck": "false", "class": "zx-input zx-mono"}
SHOWN = {"spellcheck": "false", "autocomplete": "off", "class": "zx-input zx-mono", "data-number": ""}


class InspectionForm(ZxForm):
    """Region, item and how many; number and commitment are filled in by the page's script."""

    rule_fields = {
        "agencies_are_drawn_from_more": "agencies",
        "inspectors_are_at_least_two": "inspectors",
        "inspectors_are_drawn_from_more": "inspectors",
        "inspection_stays_in_the_organs_region": "region",
    }

    region = forms.ChoiceField(label="地区")
    item = forms.ChoiceField(label="事项", required=False, help_text="只抽提供这一事项的机构；不选则抽全部登记机构")
    agencies = forms.IntegerField(label="抽取机构数", min_value=1, max_value=500)
    inspectors = forms.IntegerField(label="抽取检查人员数", min_value=1, max_value=50, help_text="不少于两人")
    number = forms.CharField(max_length=24, widget=forms.HiddenInput)
    commit = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput(attrs={"data-commit": ""}))

    def __init__(self, *args: Any, regions: Sequence[Region], items: Sequence[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions, self.items = {each.code: each for each in regions}, {each.code: each for each in items}
        self.fields["region"].choices = [(code, each.name) for code, each in self.regions.items()]  # type: ignore[attr-defined]
        self.fields["item"].choices = [("", "全部登记机构"), *((c, e.name) for c, e in self.items.items())]  # type: ignore[attr-defined]

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        said = dict(self.cleaned_data)
        item = self.items.get(said["item"])
        return {**said, "region": self.regions[said["region"]], "item_name": item.name if item else ""}


class InspectorForm(ZxForm):
    """An official of one's organ, and for whom they stand aside."""

    rule_fields = {"inspector_is_an_official_of_the_organ": "person"}

    person = forms.ChoiceField(label="检查人员")
    ties = HalfWidthField(
        label="申报的关联单位",
        max_length=400,
        required=False,
        help_text="统一社会信用代码，用空格隔开。抽到其中任何一家时，此人回避",
        widget=forms.TextInput(attrs=CODE),
    )

    def __init__(self, *args: Any, officials: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person_id): each.person for each in officials}
        names = [(key, person.full_name) for key, person in self.people.items()]
        self.fields["person"].choices = names  # type: ignore[attr-defined]

    def clean_ties(self) -> list[str]:
        """Valid codes."""
        codes = [str(uscc_check.compact(each)).upper() for each in self.cleaned_data["ties"].split()]
        if not all(uscc_check.is_valid(code) for code in codes):
            raise forms.ValidationError("统一社会信用代码不对，请核对 18 位代码")
        return codes

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        return {"person": self.people[self.cleaned_data["person"]], "ties": self.cleaned_data["ties"]}


class NumberForm(ZxForm):
    """The number to which the organ committed itself."""

    rule_fields = {"number_shown_is_the_one_committed": "value"}

    value = HalfWidthField(label="公告时留存的数", max_length=80, help_text="64 位十六进制", widget=forms.TextInput(attrs=SHOWN))

    def clean_value(self) -> bytes:
        """32 bytes."""
        try:
            value = bytes.fromhex(self.cleaned_data["value"])
        except ValueError as fault:
            raise forms.ValidationError("应当是 64 位十六进制，只含数字和 a 至 f") from fault
        if len(value) != 32:
            raise forms.ValidationError("应当是 64 位十六进制，请核对有没有漏掉")
        return value
