"""Declared controls, through the verb."""

from agencies.actions import declare_control
from agencies.models import DeclaredControl
from kernel.actors import Actor
from market.codes import with_checks

PARENT = with_checks("91410300MA9PRNT0")
ORGAN = with_checks("1141000000000027")  # a state organ's code begins with 11


def a_control(of: Actor, by: Actor | str, *, kind: str = "share", share_bp: int | None = 5_100) -> DeclaredControl:
    """`of` declares that `by` (an agency, or the code of any unit) controls it; by default it holds 51 %."""
    code = by if isinstance(by, str) else by.uscc
    share = share_bp if kind == "share" else None
    return declare_control(actor=of, controller_name=f"示例单位 {code[-4:]}", controller_uscc=code, kind=kind, share_bp=share)
