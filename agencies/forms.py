"""What the tasks of the application ask, one form a task. Nothing else is asked: no branch, no record, no fee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from agencies.states import ControlKind
from web.forms import HalfWidthField, MoneyField, ZxForm

DAY = "格式：2027-12-31"
PAPER = "PDF、PNG 或 JPG，不超过 10 MB"
FILE_RULES = {"file_is_of_a_known_kind": "file", "file_is_not_too_large": "file"}


class DayField(forms.DateField):
    """A day, picked or typed."""

    widget = forms.DateInput(attrs={"type": "date", "class": "zx-input zx-input--code"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": f"填写日期，{DAY}"}


class PaperField(forms.FileField):
    """A file; its content is looked at by the action."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg", "class": "zx-input"})
    default_error_messages = {"required": "选择文件", "empty": "这是空文件，请重新选择"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", PAPER)
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)


class UnitForm(ZxForm):
    """The code, checked, and where the unit is found."""

    code = HalfWidthField(
        label="统一社会信用代码",
        help_text="照营业执照填写，18 位。全角、小写和空格都可以",
        error_messages={"required": "填写统一社会信用代码"},
        widget=forms.TextInput(attrs={"class": "zx-input zx-input--code", "autocomplete": "off"}),
    )
    address = forms.CharField(label="地址", max_length=200, error_messages={"required": "填写地址"})
    contact_phone = HalfWidthField(
        label="对外联系电话", max_length=40, error_messages={"required": "填写电话"}, help_text="公开显示，可以是总机"
    )
    introduction = forms.CharField(
        label="机构简介", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text="公开显示"
    )
    rule_fields = {"unit_has_a_genuine_code": "code", "code_belongs_to_the_unit": "code"}

    def clean_code(self) -> str:
        """Upper case, without spaces."""
        return str(self.cleaned_data["code"]).replace(" ", "").upper()


class LicenceForm(ZxForm):
    """The business licence."""

    file = PaperField(label="营业执照扫描件")
    rule_fields = FILE_RULES


class RepresentativeForm(ZxForm):
    """The legal representative."""

    name = forms.CharField(
        label="法定代表人姓名",
        max_length=40,
        help_text="个体工商户填写经营者。公开页面只显示姓",
        error_messages={"required": "填写姓名"},
    )


class AgentForm(ZxForm):
    """The authorised agent."""

    name = forms.CharField(label="代理人姓名", max_length=40, error_messages={"required": "填写姓名"})
    phone = HalfWidthField(
        label="代理人手机",
        max_length=20,
        help_text="只用于联系，不公开",
        error_messages={"required": "填写手机"},
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "zx-input zx-input--code"}),
    )
    until = DayField(label="授权截止日", help_text=DAY, error_messages={"required": "填写授权截止日"})
    file = PaperField(label="授权书扫描件", help_text=f"加盖公章。{PAPER}")
    rule_fields = FILE_RULES

    def __init__(self, *args: Any, has_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not has_paper


class ServiceForm(ZxForm):
    """A service with the four things that are published of it."""

    item_code = forms.ChoiceField(label="服务事项", required=False, help_text="从当日清单中选择；清单以外的服务选第一项")
    name = forms.CharField(label="服务名称", required=False, max_length=200, help_text="清单以外的服务才填写")
    conditions = forms.CharField(
        label="服务条件", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="委托前要具备什么"
    )
    workflow = forms.CharField(
        label="服务流程", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="从委托到交付的步骤"
    )
    days = forms.IntegerField(
        label="承诺时限（日）",
        required=False,
        min_value=1,
        max_value=3650,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "zx-input zx-input--code"}),
        error_messages={"invalid": "填写天数，例如 15", "min_value": "至少 1 日"},
    )
    fee_text = forms.CharField(label="收费标准", required=False, max_length=200, help_text="怎么收，例如：按工作量计费，面议")
    fee_from_fen = MoneyField(label="起价（元）", required=False, help_text="可以不填。精确到分")
    rule_fields = {"service_names_an_item_of_the_list": "item_code"}

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item_code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "清单以外的服务"), *items]

    def clean(self) -> dict[str, Any]:
        """A service outside the list has a name."""
        said = super().clean() or self.cleaned_data
        if not said.get("item_code") and not said.get("name") and "item_code" not in self.errors:
            self.add_error("name", "选择清单事项，或者填写服务名称")
        return said


class CertificateForm(ZxForm):
    """A certificate, and the services that stand on it."""

    kind = forms.CharField(label="证书名称", max_length=120, error_messages={"required": "填写证书名称"})
    number = HalfWidthField(label="编号", max_length=60, error_messages={"required": "填写编号"})
    level = forms.CharField(label="等级", required=False, max_length=40)
    issued_by = forms.CharField(label="发证机关", required=False, max_length=120)
    valid_from = DayField(label="有效期起", help_text=DAY, error_messages={"required": "填写日期"})
    valid_until = DayField(label="有效期止", help_text="最后一个有效日", error_messages={"required": "填写日期"})
    file = PaperField(label="证书扫描件")
    services = forms.MultipleChoiceField(label="哪些服务以它为法定资质", required=False, widget=forms.CheckboxSelectMultiple)
    rule_fields = {**FILE_RULES, "certificate_is_valid_today": "valid_until"}

    def __init__(self, *args: Any, services: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["services"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(services)
            if not field.choices:
                del self.fields["services"]

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        said = super().clean() or self.cleaned_data
        start, end = said.get("valid_from"), said.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", "有效期止不能早于有效期起")
        return said


class PractitionerForm(ZxForm):
    """A qualified person."""

    name = forms.CharField(label="姓名", max_length=40, help_text="不公开", error_messages={"required": "填写姓名"})
    kind = forms.CharField(label="执业资格", max_length=80, error_messages={"required": "填写资格名称"})
    licence_number = HalfWidthField(
        label="注册证号", max_length=60, help_text="不公开", error_messages={"required": "填写注册证号"}
    )
    valid_until = DayField(label="有效期止", required=False)


class TieForm(ZxForm):
    """A tie to an organ that approves."""

    organ_name = forms.CharField(
        label="审批机关全称", max_length=120, help_text="例如：洛阳市水利局", error_messages={"required": "填写机关名称"}
    )
    organ_uscc = HalfWidthField(label="机关统一社会信用代码", required=False, max_length=18)
    nature = forms.CharField(
        label="关系",
        max_length=200,
        help_text="例如：该机关下属事业单位、主管的社会组织，或者它们举办的企业",
        error_messages={"required": "说明关系"},
    )


class ShareField(forms.DecimalField):
    """A share in per cent with two places, cleaned to ten-thousandths of the whole."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "zx-input zx-input--code"})
    default_error_messages = {"invalid": "填写比例，例如 51 或 33.34", "max_decimal_places": "最多两位小数"}

    def clean(self, value: Any) -> int | None:
        """Ten-thousandths, or None when empty."""
        said = super().clean(value)
        return None if said is None else int(said * 100)


class ControlForm(ZxForm):
    """A unit that controls the agency."""

    controller_name = forms.CharField(
        label="控制单位全称", max_length=120, help_text="照营业执照填写", error_messages={"required": "填写单位名称"}
    )
    controller_uscc = HalfWidthField(
        label="统一社会信用代码",
        max_length=40,
        help_text="18 位。全角、小写和空格都可以",
        error_messages={"required": "填写统一社会信用代码"},
        widget=forms.TextInput(attrs={"class": "zx-input zx-input--code", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="关系", choices=ControlKind.choices, widget=forms.RadioSelect, error_messages={"required": "选择一种关系"}
    )
    share_bp = ShareField(
        label="持股比例（%）",
        required=False,
        max_digits=5,
        decimal_places=2,
        help_text="控股关系填写，最多两位小数；管理关系不填",
    )
    rule_fields = {
        "controller_has_a_genuine_code": "controller_uscc",
        "controller_is_another_unit": "controller_uscc",
        "control_is_new": "controller_uscc",
        "share_goes_with_a_holding": "share_bp",
    }


class PromiseForm(ZxForm):
    """Agreement to the ten promises."""

    agree = forms.BooleanField(label="我代表本机构作出以上十项承诺", error_messages={"required": "请先勾选"})


class DeclarationForm(ZxForm):
    """The declaration with which the application is handed in."""

    agree = forms.BooleanField(label="以上材料真实，我代表本机构提交入驻申请", error_messages={"required": "请先勾选声明"})
