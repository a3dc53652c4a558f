"""The parts of a need, one form a topic. `reads` takes what is there, `says` gives what the verb wants."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from stdnum.cn import uscc as uscc_check

from bidding.forms.amounts import CODE, FenField, RateField
from bidding.forms.ways import BID, DIRECT, OFFERED
from bidding.models import Need, Notice
from bidding.states import STATED_PRICE, Funding, Method, PriceMode
from kernel.clock import BEIJING
from web.forms import HalfWidthField, ZxForm

INPUT = {"class": "zx-input"}
ROWS = 5


def _text(label: str, *, most: int, required: bool = True, help_text: str = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={**INPUT, "rows": rows}) if rows else forms.TextInput(attrs=INPUT)
    said = {"required": f"填写{label}"}
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget, error_messages=said
    )


def _code(label: str, *, most: int, help_text: str = "") -> HalfWidthField:
    return HalfWidthField(label=label, max_length=most, required=False, help_text=help_text, widget=forms.TextInput(attrs=CODE))


def _number(label: str, *, least: int = 1, required: bool = True, help_text: str = "") -> forms.IntegerField:
    widget = forms.TextInput(attrs={**CODE, "inputmode": "numeric"})
    said = {"required": f"填写{label}", "invalid": "填写整数", "min_value": f"不小于 {least}", "max_value": "数字太大"}
    return forms.IntegerField(
        label=label, min_value=least, max_value=3650, required=required, help_text=help_text, widget=widget, error_messages=said
    )


class PartForm(ZxForm):
    """One topic of a need."""

    def __init__(self, *args: Any, need: Need, notice: Notice, choices: dict[str, Any], **kwargs: Any):
        self.need, self.notice, self.lists = need, notice, choices
        kwargs.setdefault("initial", self.reads(need, notice))
        super().__init__(*args, **kwargs)

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        return {name: getattr(notice, name) for name in self.base_fields if hasattr(notice, name)}

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        return dict(self.cleaned_data)


class ProjectForm(PartForm):
    """What the project is."""

    rule_fields = {
        "conditions_are_open_to_all": "content",
        "applicant_never_pays_for_a_department": "content",
        "item_method_and_region_stay_once_public": "region_code",
    }
    title = _text("项目名称", most=120, help_text="写清对象和要的成果，例如“城区污水处理厂提标改造工程环境影响报告书编制”")
    region_code = forms.ChoiceField(label="项目所在地区", widget=forms.Select(attrs=INPUT))
    content = _text("服务内容", most=4000, rows=6, help_text="做哪些事，交出什么成果")
    scale = _text("规模", most=2000, required=False, rows=3)
    project_code = _code("投资项目代码", most=40, help_text="有审批项目的填写")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["region_code"].choices = self.lists["regions"]  # type: ignore[attr-defined]

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        return super().reads(need, notice) | {"region_code": need.region.code}


class ServiceForm(PartForm):
    """Which service."""

    rule_fields = {
        "item_of_an_approval_is_on_the_list": "item_code",
        "item_publishes_its_four_particulars": "item_code",
        "item_method_and_region_stay_once_public": "item_code",
    }
    kind = forms.ChoiceField(
        label="这项服务是",
        choices=[("listed", "清单事项：某项审批需要它"), ("voluntary", "自愿采购：不在清单内，任何审批都不以它为条件")],
        widget=forms.RadioSelect,
    )
    item_code = forms.ChoiceField(label="清单事项", required=False, widget=forms.Select(attrs=INPUT))
    approval_serial = _code("审批办件编号", most=40, help_text="清单事项才填，已有办件编号时填写")
    service_name = _text("自愿采购的服务名称", most=200, required=False, help_text="选“自愿采购”时填写")
    days = _number("服务时限（天）", help_text="从签订合同起，多少天内提交成果")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["item_code"].choices = [("", "请选择"), *self.lists["items"]]  # type: ignore[attr-defined]

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        code = need.item.code if need.item else ""
        kind = "voluntary" if notice.service_name and not code else "listed"
        return super().reads(need, notice) | {"item_code": code, "kind": kind}

    def clean(self) -> dict[str, Any]:
        """One of the two ways, with its name."""
        said = super().clean() or self.cleaned_data
        if said.get("kind") == "listed" and not said.get("item_code") and "item_code" not in self.errors:
            self.add_error("item_code", "选择清单事项")
        if said.get("kind") == "voluntary" and not said.get("service_name"):
            self.add_error("service_name", "填写自愿采购的服务名称")
        return said

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        said = dict(self.cleaned_data)
        if said.pop("kind") == "voluntary":
            return said | {"item_code": ""}
        return said | {"service_name": ""}


class PriceForm(PartForm):
    """How to choose, and at what price."""

    rule_fields = {
        "department_buys_by_competition": "method",
        "method_is_offered_here": "method",
        "price_is_stated_where_none_is_bid": "price_mode",
        "direct_choice_spends_social_money": "funding",
        "joint_ventures_join_where_bids_come": "method",
        "rounds_fall_from_a_ceiling": "ceiling_fen",
        "item_method_and_region_stay_once_public": "method",
        "applicant_never_pays_for_a_department": "funding",
        "department_names_its_budget_line": "budget_line",
        "fiscal_purchase_stays_below_the_limit": "ceiling_fen",
        "price_has_a_ceiling_or_its_reason": "ceiling_fen",
        "price_bounds_are_in_order": "floor_fen",
    }
    method = forms.ChoiceField(label="选取方式", choices=[*OFFERED, DIRECT], widget=forms.RadioSelect)
    price_mode = forms.ChoiceField(
        label="报价方式",
        choices=PriceMode.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="随机抽取、信用择优、直接选取和多轮竞价不用选：前三种不报价，最高限价就是公告写明的固定价。多轮竞价一律报金额",
    )
    ceiling_fen = FenField(label="最高限价（元）", required=False, help_text="精确到分，不用写逗号")
    floor_fen = FenField(label="最低限价（元）", required=False, help_text="低于它的报价无效")
    no_estimate_note = _text("为什么不作估算", most=200, required=False, help_text="没有最高限价时填写，随公告公布")
    floor_rate_bp = RateField(label="最低下浮率（%）", help_text="报下浮率时填写")
    ceiling_rate_bp = RateField(label="最高下浮率（%）", help_text="报下浮率时填写，高于它的报价无效")
    funding = forms.ChoiceField(label="资金来源", choices=Funding.choices, widget=forms.RadioSelect)
    budget_line = _code("预算项目编码", most=60, help_text="部门委托的必填，须先在“预算项目”里申报，发布时从中预留最高限价")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["price_mode"].widget.choices = BID
        if self.need.is_commissioned_by_department:
            # Every method may be sent, so that the rule answers; only the open ones are offered.
            self.fields["method"].choices = Method.choices  # type: ignore[attr-defined]
            self.fields["method"].widget.choices = OFFERED

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        return super().reads(need, notice) | {"method": need.method}

    def clean(self) -> dict[str, Any]:
        """Where one only enters, the notice states the price; rounds are bid in yuan; elsewhere the buyer says what is bid."""
        said = super().clean() or self.cleaned_data
        if said.get("method") in STATED_PRICE:
            said["price_mode"] = PriceMode.FIXED.value
        elif said.get("method") == Method.LIVE_ROUNDS:
            said["price_mode"] = PriceMode.AMOUNT.value
        elif not said.get("price_mode") and "price_mode" not in self.errors:
            self.add_error("price_mode", "选择报金额还是报下浮率")
        return said

    def says(self) -> dict[str, Any]:
        """What the verb is told: rates only where rates are bid, a floor only where a price is."""
        said = dict(self.cleaned_data)
        if said["price_mode"] == PriceMode.FIXED:
            said["floor_fen"] = None
        if said["price_mode"] != PriceMode.DISCOUNT:
            said |= {"floor_rate_bp": None, "ceiling_rate_bp": None}
        return said


class ConditionsForm(PartForm):
    """Who may serve."""

    rule_fields = {
        "conditions_are_open_to_all": "requirements",
        "applicant_never_pays_for_a_department": "requirements",
        "joint_ventures_join_where_bids_come": "admits_ventures",
    }
    certificate_kinds = _text(
        "法定资质证书", most=1000, required=False, rows=3, help_text="一行一种。只写法律、行政法规要求的；没有要求的不填"
    )
    practitioner_kind = _text("从业人员资格", most=80, required=False, help_text="例如：环境影响评价工程师")
    practitioner_count = _number("人数", least=0, required=False, help_text="至少几人，不要求的填 0")
    requirements = _text(
        "其他条件", most=2000, required=False, rows=4, help_text="不得写地区、所有制、本地分支、本地业绩、注册资本、保证金"
    )

    admits_ventures = forms.BooleanField(
        label="接受联合体",
        required=False,
        help_text="两家以上机构可以签共同投标协议，以一个报名人的身份参加，对委托方承担连带责任。不勾选就不接受",
    )

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        return super().reads(need, notice) | {"certificate_kinds": "\n".join(notice.certificate_kinds)}

    def clean_certificate_kinds(self) -> list[str]:
        """One kind a line."""
        kinds = [line.strip() for line in self.cleaned_data["certificate_kinds"].splitlines()]
        if any(len(kind) > 120 for kind in kinds):
            raise forms.ValidationError("每种证书不超过 120 个字")
        return list(dict.fromkeys(kind for kind in kinds if kind))

    def clean_practitioner_count(self) -> int:
        """None is nobody."""
        return self.cleaned_data["practitioner_count"] or 0


class AvoidanceForm(PartForm):
    """Who keeps out: up to five organisations, each with its reason."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for n in range(1, ROWS + 1):
            self.fields[f"uscc_{n}"] = _code(f"回避单位 {n} 的统一社会信用代码", most=40)
            self.fields[f"name_{n}"] = _text(f"回避单位 {n} 的名称", most=120, required=False)
            self.fields[f"reason_{n}"] = _text(f"回避单位 {n} 的理由", most=200, required=False)

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        rows = enumerate(notice.avoidance, start=1)
        return {f"{name}_{n}": row.get(name, "") for n, row in rows for name in ("uscc", "name", "reason")}

    def clean(self) -> dict[str, Any]:
        """Each row is whole or empty, its code is valid."""
        said = super().clean() or self.cleaned_data
        for n in range(1, ROWS + 1):
            row = {name: said.get(f"{name}_{n}", "") for name in ("uscc", "name", "reason")}
            if not any(row.values()):
                continue
            code = uscc_check.compact(row["uscc"]).upper() if row["uscc"] else ""
            if not uscc_check.is_valid(code):
                self.add_error(f"uscc_{n}", "统一社会信用代码不对，请核对 18 位代码")
            if not row["reason"]:
                self.add_error(f"reason_{n}", "写明回避理由")
            said[f"uscc_{n}"] = code
        return said

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        said = self.cleaned_data
        rows = [{name: said[f"{name}_{n}"] for name in ("uscc", "name", "reason")} for n in range(1, ROWS + 1)]
        return {"avoidance": [row for row in rows if row["uscc"]]}


class DeadlineForm(PartForm):
    """Until when bids may come."""

    rule_fields = {"notice_is_long_enough": "closes_at", "deadline_falls_on_a_working_day": "closes_at"}
    closes_at = HalfWidthField(
        label="报名截止",
        max_length=16,
        widget=forms.TextInput(attrs=CODE),
        help_text="格式：2026-11-27 17:00，北京时间",
        error_messages={"required": "填写报名截止"},
    )

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        return {"closes_at": f"{notice.closes_at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if notice.closes_at else ""}

    def clean_closes_at(self) -> datetime:
        """A moment in Beijing."""
        try:
            return datetime.strptime(self.cleaned_data["closes_at"], "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)
        except ValueError:
            raise forms.ValidationError("按格式填写日期和时间，例如 2026-11-27 17:00") from None


class ContactsForm(PartForm):
    """Whom to ask."""

    contact_name = _text("联系人", most=40, help_text="对外只显示姓氏")
    contact_phone = HalfWidthField(
        label="联系电话", max_length=40, widget=forms.TextInput(attrs=CODE), error_messages={"required": "填写联系电话"}
    )
    complaint_phone = HalfWidthField(label="投诉电话", max_length=40, required=False, widget=forms.TextInput(attrs=CODE))
