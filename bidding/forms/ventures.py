"""The joint agreement as its lead writes it: one block of fields a party, the lead's first."""

from __future__ import annotations

from typing import Any

from django import forms

from agencies.forms import ShareField
from bidding.models import Notice
from bidding.rules.venturing import Part
from web.forms import HalfWidthField, ZxForm, in_our_look

MEMBERS = 4
CODE = {"class": "zx-input zx-input--code", "autocomplete": "off"}


def _fields_of(n: int, notice: Notice) -> dict[str, forms.Field]:
    """What is asked of the lead (0) or of a member."""
    whose, wanted = (f"成员 {n} 的" if n else "本机构的"), n < 2
    fields: dict[str, forms.Field] = {}
    if n:
        code = forms.TextInput(attrs=CODE)
        fields[f"org_{n}"] = HalfWidthField(
            label=f"{whose}统一社会信用代码",
            max_length=40,
            required=wanted,
            widget=code,
            error_messages={"required": "填写统一社会信用代码"},
        )
    work = forms.Textarea(attrs={"rows": 2})
    fields[f"work_{n}"] = forms.CharField(
        label=f"{whose}工作", max_length=400, required=wanted, widget=work, error_messages={"required": "写明承担的工作"}
    )
    fields[f"share_{n}"] = ShareField(
        label=f"{whose}份额（%）", required=wanted, max_digits=5, decimal_places=2, error_messages={"required": "填写份额"}
    )
    if notice.certificate_kinds:
        kinds = [(kind, kind) for kind in notice.certificate_kinds]
        boxes = forms.CheckboxSelectMultiple
        fields[f"kinds_{n}"] = forms.MultipleChoiceField(label=f"{whose}资质", choices=kinds, required=False, widget=boxes)
    if notice.practitioner_count:
        label = f"{whose}{notice.practitioner_kind or '执业人员'}人数"
        number = forms.TextInput(attrs={"inputmode": "numeric", "class": "zx-input zx-input--code"})
        said = {"invalid": "填写整数", "min_value": "不小于 0", "max_value": "数字太大"}
        fields[f"people_{n}"] = forms.IntegerField(
            label=label, min_value=0, max_value=3650, required=False, widget=number, error_messages=said
        )
    return fields


class VentureForm(ZxForm):
    """Who does what for which share. Certificates and people are asked for where the notice does."""

    rule_fields = {
        "joint_venture_has_two_parties_or_more": "org_1",
        "parties_are_agencies_here": "org_1",
        "agreement_names_the_work_of_each": "work_0",
        "shares_make_a_whole": "share_0",
        "every_certificate_goes_with_a_part": "kinds_0",
        "parts_bring_practitioners_enough": "people_0",
    }

    def __init__(self, *args: Any, notice: Notice, lead: str, **kwargs: Any) -> None:
        self.lead = lead
        super().__init__(*args, **kwargs)
        for n in range(MEMBERS + 1):
            self.fields |= _fields_of(n, notice)
        in_our_look(self)

    @property
    def blocks(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """The parties' fields with a title each, and whether they are folded away: a further member of whom nothing is written."""
        titles = ["牵头方（本机构）", *(f"成员 {n}" for n in range(1, MEMBERS + 1))]
        fields = [[self[name] for name in self.fields if name.endswith(f"_{n}")] for n in range(MEMBERS + 1)]
        folded = [n > 1 and not any(field.value() or field.errors for field in own) for n, own in enumerate(fields)]
        return list(zip(titles, fields, folded, strict=True))

    def parts(self) -> list[Part]:
        """What the verb is told: the lead's part, and those of the members of whom anything is written."""
        said = self.cleaned_data
        rows = [
            Part(
                org=self.lead if n == 0 else said[f"org_{n}"],
                work=said[f"work_{n}"],
                share_bp=said[f"share_{n}"] or 0,
                certificates=tuple(said.get(f"kinds_{n}", ())),
                practitioners=said.get(f"people_{n}") or 0,
            )
            for n in range(MEMBERS + 1)
        ]
        return [rows[0], *(row for row in rows[1:] if row.org or row.work or row.share_bp)]
