"""Registering an organisation, inviting a member, choosing for whom one acts."""

from __future__ import annotations

from typing import Any

from django import forms

from kernel.actors import Actor, ActorKind
from market.codes import as_code
from market.reads import current_regions
from market.states import OrganisationKind, Role
from web.forms import HalfWidthField, ZxForm

OPEN_KINDS = (OrganisationKind.FIRM, OrganisationKind.AGENCY)
ROLES_OF_KIND = {
    OrganisationKind.FIRM: (Role.MANAGE, Role.BUY, Role.SIGN, Role.PAY),
    OrganisationKind.DEPARTMENT: (Role.MANAGE, Role.BUY, Role.SIGN, Role.PAY),
    OrganisationKind.AGENCY: (Role.MANAGE, Role.BID, Role.SIGN),
    OrganisationKind.REGULATOR: (Role.MANAGE, Role.REVIEW, Role.DECIDE),
    OrganisationKind.OPERATOR: (Role.MANAGE, Role.REVIEW),
    OrganisationKind.FINANCE: (Role.MANAGE, Role.PAY),
}


class OrganisationForm(ZxForm):
    """The unit itself; nothing that the law forbids to ask (A1)."""

    rule_fields = {
        "code_passes_both_checks": "uscc",
        "organisation_registers_once": "uscc",
        "public_body_is_entered_by_the_operator": "kind",
    }

    kind = forms.ChoiceField(label="您的单位是", widget=forms.RadioSelect)
    uscc = HalfWidthField(
        label="统一社会信用代码",
        help_text="18 位，在营业执照上；空格、全角和小写都可以",
        widget=forms.TextInput(attrs={"class": "zx-input zx-input--code", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label="单位名称", max_length=120, help_text="与营业执照一致", strip=True)
    region_code = forms.ChoiceField(label="所在地区", widget=forms.Select(attrs={"class": "zx-input"}))
    address = forms.CharField(label="地址", max_length=200, required=False)
    contact_name = forms.CharField(label="联系人", max_length=40, required=False)
    contact_phone = HalfWidthField(
        label="联系电话", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = OrganisationKind if actor.kind is ActorKind.OPERATOR else OPEN_KINDS
        choice: Any = self.fields["kind"]
        choice.choices = [(str(kind), kind.label) for kind in kinds]
        region: Any = self.fields["region_code"]
        region.choices = [("", "请选择"), *((r.code, r.name if r.is_top_unit else f"　{r.name}") for r in current_regions())]

    def clean_uscc(self) -> str:
        """The code as it is stored."""
        return as_code(self.cleaned_data["uscc"])


class InvitationForm(ZxForm):
    """Which roles the link gives."""

    roles = forms.MultipleChoiceField(label="职责", widget=forms.CheckboxSelectMultiple, help_text="可以多选")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["roles"]
        roles.choices = [(str(role), role.label) for role in ROLES_OF_KIND[OrganisationKind(str(actor.kind))]]


class ListFileForm(ZxForm):
    """A new edition of the retained list."""

    rule_fields = {"edition_follows_the_newest": "effective_on"}

    name = forms.CharField(label="版本名称", max_length=120)
    effective_on = forms.DateField(
        label="施行日期", help_text="格式：2026-12-01", widget=forms.DateInput(attrs={"class": "zx-input zx-input--code"})
    )
    is_official = forms.BooleanField(label="已由机构编制部门核定并公布", required=False)
    file = forms.FileField(label="清单文件", help_text="CSV，UTF-8，不超过 1 MB", required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """The text of the file, or the text that a dry run has carried over."""
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if file is not None:
            if file.size > 1_048_576:
                self.add_error("file", "文件不能超过 1 MB")
                return data
            try:
                data["text"] = file.read().decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                self.add_error("file", "文件不是 UTF-8 编码；在表格软件里另存为“CSV UTF-8”")
        elif not data.get("text"):
            self.add_error("file", "选择一个文件")
        return data
