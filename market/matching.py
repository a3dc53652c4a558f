"""Finding a retained item by what people type: Chinese, the trade's short words, pinyin, initials, a code."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from market.folding import bare, folded, likeness
from market.models import ListItem

ALIASES_FILE = Path(__file__).parent / "data" / "aliases.csv"
ALIKE = 0.34
BY_SOUND = 0.55
IN_FORCE = 0.2


@cache
def aliases() -> dict[str, str]:
    """The trade's short words and what they stand for (环评 → 环境影响)."""
    with ALIASES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["short"]: row["whole"] for row in csv.DictReader(file)}


def unfolded(text: str) -> str:
    """The bare text with a short word written out."""
    plain = bare(text)
    for short, whole in aliases().items():
        if short in plain and whole not in plain:
            plain = plain.replace(short, whole)
    return plain


def is_named(item: ListItem, text: str) -> bool:
    """Whether a text is exactly this item: its code, or its name but for signs and width."""
    plain = bare(text)
    return plain in {bare(item.code), bare(item.name)}


def closeness(item: ListItem, text: str) -> float:
    """How near an item is to a text, from 0 to 1."""
    if is_named(item, text):
        return 1.0
    plain = unfolded(text)
    if not plain:
        return 0.0
    if plain.isascii():
        sound = folded(text).replace(" ", "")
        if sound in item.pinyin.replace(" ", ""):
            return BY_SOUND + 0.2
        return BY_SOUND if len(sound) > 1 and sound in item.initials else 0.0
    return likeness(plain, item.name)


def closest(items: Iterable[ListItem], text: str, *, most: int = 5, least: float = ALIKE) -> list[ListItem]:
    """The items nearest to a text; one in force goes before one that is a little nearer but is not."""
    found = [(closeness(item, text), item) for item in items]
    near = [(score, item) for score, item in found if score >= least]
    near.sort(key=lambda pair: (-pair[0] - (IN_FORCE if pair[1].is_in_force else 0), pair[1].code))
    return [item for _, item in near[:most]]
