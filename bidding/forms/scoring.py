"""How plans are scored: what the buyer fills in, and what an expert does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from bidding.forms.amounts import CODE
from bidding.forms.drafting import INPUT, PartForm
from bidding.methods.quality_and_price import Criterion
from bidding.models import Need, Notice
from web.forms import ZxForm

ROWS = 6
ALL = 100


def _points(label: str, *, help_text: str = "", required: bool = False) -> forms.IntegerField:
    widget = forms.TextInput(attrs={**CODE, "inputmode": "numeric"})
    said = {"invalid": "填写整数", "min_value": "至少 1", "max_value": "不超过 100", "required": f"填写{label}"}
    return forms.IntegerField(
        label=label, min_value=1, max_value=ALL, required=required, help_text=help_text, widget=widget, error_messages=said
    )


class ScoringForm(PartForm):
    """Criteria with their points, the price's points, and who scores."""

    rule_fields = {
        "weights_make_a_hundred": "price_points",
        "price_weighs_within_its_bounds": "price_points",
        "experts_are_odd_and_enough": "expert_count",
        "pool_fills_the_seats": "specialty",
    }
    price_points = _points(
        "价格的分数", required=True, help_text="和各评审因素合计 100 分。价格得分 = 最低有效价 ÷ 本报价 × 这个分数"
    )
    expert_count = _points("评审专家人数", required=True, help_text="单数，从专家库随机抽取")
    specialty = forms.ChoiceField(
        label="专家的专业", widget=forms.Select(attrs=INPUT), error_messages={"required": "选择专家的专业"}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["specialty"].choices = [(each, each) for each in self.lists["specialties"]]  # type: ignore[attr-defined]
        for n in range(1, ROWS + 1):
            name = forms.CharField(label=f"评审因素 {n}", max_length=40, required=False, widget=forms.TextInput(attrs=INPUT))
            self.fields[f"name_{n}"] = name
            self.fields[f"points_{n}"] = _points(f"评审因素 {n} 的分数")
        self.order_fields([f"{what}_{n}" for n in range(1, ROWS + 1) for what in ("name", "points")])

    def reads(self, need: Need, notice: Notice) -> dict[str, Any]:
        """What the fields show at first."""
        rows = enumerate(notice.criteria, start=1)
        return super().reads(need, notice) | {f"{what}_{n}": row[what] for n, row in rows for what in ("name", "points")}

    def clean(self) -> dict[str, Any]:
        """Each row is whole or empty."""
        said = super().clean() or self.cleaned_data
        for n in range(1, ROWS + 1):
            name, points = said.get(f"name_{n}"), said.get(f"points_{n}")
            if name and not points and f"points_{n}" not in self.errors:
                self.add_error(f"points_{n}", "填写分数")
            if points and not name:
                self.add_error(f"name_{n}", "填写评审因素")
        return said

    def says(self) -> dict[str, Any]:
        """What the verb is told."""
        said = self.cleaned_data
        rows = [(said[f"name_{n}"], said[f"points_{n}"]) for n in range(1, ROWS + 1)]
        named = {name: said[name] for name in ("price_points", "expert_count", "specialty")}
        return {"criteria": [(name, points) for name, points in rows if name], **named}


class SheetForm(ZxForm):
    """What an expert gives one plan: points with at most two decimals, and a reason, for each criterion."""

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            self.fields[f"points_{each.key}"] = forms.DecimalField(
                label=f"{each.name}（满分 {each.points} 分）",
                min_value=0,
                max_value=each.points,
                decimal_places=2,
                max_digits=5,
                widget=forms.TextInput(attrs={**CODE, "inputmode": "decimal"}),
                error_messages={
                    "required": "填写评分",
                    "invalid": "填写分数，最多两位小数",
                    "min_value": "不低于 0 分",
                    "max_value": f"不高于 {each.points} 分",
                    "max_decimal_places": "最多两位小数",
                },
            )
            self.fields[f"reason_{each.key}"] = forms.CharField(
                label=f"{each.name}：理由",
                required=False,
                max_length=600,
                help_text="不高于满分一半的必须写。选取结果公布时，理由一同公布",
                widget=forms.Textarea(attrs={**INPUT, "rows": 2}),
            )

    def given(self) -> dict[str, tuple[int, str]]:
        """What the verb is told: hundredths of a point, and the reason."""
        said = self.cleaned_data
        return {each.key: (int(Decimal(said[f"points_{each.key}"]) * 100), said[f"reason_{each.key}"]) for each in self.criteria}


class AsideForm(ZxForm):
    """Why an expert stands aside."""

    rule_fields = {"expert_says_why_to_stand_aside": "reason"}
    reason = forms.CharField(
        label="回避的理由",
        max_length=400,
        help_text="例如与报名单位有任职、亲属关系。理由不公开",
        widget=forms.Textarea(attrs={**INPUT, "rows": 3}),
        error_messages={"required": "写明回避的理由"},
    )
