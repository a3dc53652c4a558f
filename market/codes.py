"""The unified social credit code as people type it: GB 32100-2015, checked by python-stdnum."""

from __future__ import annotations

from stdnum.cn import uscc as standard
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from market.folding import HALF_WIDTH

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def as_code(text: str) -> str:
    """Upper case, half-width, without spaces and hyphens."""
    return "".join(text.translate(HALF_WIDTH).upper().split()).replace("-", "")


def code_fault(code: str) -> str:
    """What is wrong with a code, in words; empty when both checks pass."""
    try:
        standard.validate(code)
    except InvalidLength:
        return f"应当是 18 位，现在是 {len(code)} 位"
    except InvalidChecksum:
        return "最后一位校验码不对，逐位核对营业执照"
    except InvalidFormat:
        return "含有不允许的字符，不使用 I、O、S、V、Z"
    except ValidationError:
        return "不符合编码规则"
    if code[16] != organisation_check(code[8:16]):
        return "第 17 位（主体标识码的校验码）不对，逐位核对营业执照"
    return ""


def organisation_check(body: str) -> str:
    """The check character of the eight characters of an organisation's own code (GB 11714)."""
    rest = 11 - sum(weight * _DIGITS.index(char) for weight, char in zip(_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def with_checks(first_sixteen: str) -> str:
    """A whole code from its first sixteen characters (for samples)."""
    seventeen = first_sixteen + organisation_check(first_sixteen[8:])
    return seventeen + str(standard.calc_check_digit(seventeen))
