"""One form for text that people type in many: full-width letters, digits and brackets become half-width, case is folded."""

from __future__ import annotations

import re

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x3014: 0x28, 0x3015: 0x29}
_SIGNS = re.compile(r"[\s()\[\]<>《》〈〉“”\"'、，,。.；;：:/·\-—_]+")


def folded(text: str) -> str:
    """Half-width and lower case, single spaces: for comparing and searching, never for storing."""
    return " ".join(text.translate(HALF_WIDTH).lower().split())


def bare(text: str) -> str:
    """Folded, without signs and spaces: 环境影响报告书（表） and 环境影响报告书(表) are one."""
    return _SIGNS.sub("", folded(text))


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of the bare text (the text itself when it is one character)."""
    plain = bare(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset({plain} - {""})


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1 (Dice over bigrams); a name inside the other counts at least 0.6."""
    a, b = bigrams(one), bigrams(other)
    if not a or not b:
        return 0.0
    dice = 2 * len(a & b) / (len(a) + len(b))
    inside = bare(one) in bare(other) or bare(other) in bare(one)
    return max(dice, 0.6) if inside else dice
