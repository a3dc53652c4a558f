"""The shape of input of payments."""

from __future__ import annotations

from django import forms

from payments.states import Method
from web.forms import MoneyField, ZxForm

SAMPLE_CARDS = (
    ("pm_card_visa", "示例卡：付款成功"),
    ("pm_card_visa_chargeDeclined", "示例卡：银行拒绝"),
    ("pm_card_visa_chargeDeclinedInsufficientFunds", "示例卡：余额不足"),
    ("pm_card_authenticationRequired", "示例卡：需要持卡人验证（3-D Secure）"),
)


class PayForm(ZxForm):
    """How to pay. `attempts_seen` makes a second click find the first one's payment."""

    method = forms.ChoiceField(label="付款方式", choices=Method.choices, widget=forms.RadioSelect, initial=Method.ALIPAY)
    card = forms.ChoiceField(
        label="示例银行卡", choices=SAMPLE_CARDS, required=False, widget=forms.Select(attrs={"class": "zx-input"})
    )
    attempts_seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class RefundForm(ZxForm):
    """How much to give back, and why."""

    rule_fields = {"refund_stays_within_the_payment": "amount", "refund_has_a_reason": "reason"}

    amount = MoneyField(label="退款金额（元）")
    reason = forms.CharField(label="理由", max_length=400, widget=forms.TextInput(attrs={"class": "zx-input"}))
