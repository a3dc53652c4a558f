"""Forms as the kit draws them: shape of input only; the law comes back from the action as a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from kernel.money import read_yuan
from kernel.rulebook import Broken, RulesBroken

_HALF_WIDTH = str.maketrans({chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | {"\u3000": " "})


class Renderer(TemplatesSetting):
    """Draws forms and fields with the kit's templates."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


def in_our_look(form: forms.BaseForm) -> None:
    """Give every plain input the kit's class; no placeholder stands as a label; an empty field is told what to do."""
    for field in form.fields.values():
        attrs = field.widget.attrs
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = "请选择" if isinstance(field, forms.ChoiceField) else "请填写"
        attrs.pop("placeholder", None)
        if getattr(field.widget, "input_type", "") not in {"checkbox", "radio", "hidden"}:
            attrs.setdefault("class", "zx-input")


class ZxForm(forms.Form):
    """A form whose refusals stand beside its fields' errors.

    `rule_fields` maps a rule's short name to the field beside which its refusal is shown; others go to the summary.
    """

    use_required_attribute = False
    template_name = "web/forms/form.html"
    rule_fields: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        in_our_look(self)
        self.broken: tuple[Broken, ...] = ()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Catch a refusal of the law and hang it on the form: `with form.refusing(): action(…)`, then look at `is_valid()`."""
        try:
            yield
        except RulesBroken as refused:
            self.broken = refused.broken
            for each in refused.broken:
                field = self.rule_fields.get(each.rule.name.split(".")[1])
                self.add_error(field if field in self.fields else None, each.sentence)


class HalfWidthField(forms.CharField):
    """Text in which full-width letters and digits, and spaces at the ends, are accepted as half-width."""

    def to_python(self, value: Any) -> str:
        """Fold the text."""
        return str(super().to_python(str(value).translate(_HALF_WIDTH) if value else value) or "").strip()


class MoneyField(forms.CharField):
    """An amount in yuan, typed by a person; cleaned to fen."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "zx-input zx-input--money"})
    default_error_messages = {"invalid": "填写金额，精确到分，例如 38500.00"}

    def clean(self, value: Any) -> Any:
        """Fen, or None when empty and not required."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_yuan(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
