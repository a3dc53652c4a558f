"""Shape of a price in the live room."""

from __future__ import annotations

from web.forms import MoneyField, ZxForm


class StepForm(ZxForm):
    """One price; it is shown once more in capitals before it counts."""

    rule_fields = {"step_goes_down": "amount", "step_keeps_the_floor": "amount"}
    amount = MoneyField(label="报价金额（元）")
