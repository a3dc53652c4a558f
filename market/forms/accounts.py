"""allauth's forms, drawn as ours."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.http import HttpRequest

from market.models import Person
from web.forms import in_our_look


class OurLook(forms.Form):
    """Our classes and no bubbles of the browser's own."""

    use_required_attribute = False
    template_name = "web/forms/form.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        in_our_look(self)


class LoginForm(OurLook, theirs.LoginForm):
    """Signing in by user name or mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "用户名或邮箱"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        self.fields["remember"].label = "在这台设备上保持登录"
        in_our_look(self)


class SignupForm(OurLook, theirs.SignupForm):
    """A new account: only what an account needs."""

    full_name = forms.CharField(label="姓名", max_length=40, help_text="对外只显示姓，例如“王**”")
    field_order = ("username", "full_name", "email", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "用户名"
        self.fields["username"].help_text = "字母、数字或汉字，登录时用"
        self.fields["email"].label = "邮箱"
        self.fields["email"].help_text = "用来找回密码"
        self.fields["password1"].label = "密码"
        self.fields["password1"].help_text = "至少 10 位，不要用常见密码"
        self.fields["password2"].label = "再输一次密码"
        in_our_look(self)

    def save(self, request: HttpRequest) -> Person:
        """Keep the name, too."""
        person: Person = super().save(request)
        person.full_name = self.cleaned_data["full_name"]
        person.save(update_fields=["full_name"])
        return person


class ChangePasswordForm(OurLook, theirs.ChangePasswordForm):
    """A new password for one who knows the old one."""


class SetPasswordForm(OurLook, theirs.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(OurLook, theirs.ResetPasswordForm):
    """A mail with a link."""


class ResetPasswordKeyForm(OurLook, theirs.ResetPasswordKeyForm):
    """A new password by the link."""


class AddEmailForm(OurLook, theirs.AddEmailForm):
    """Another address."""
