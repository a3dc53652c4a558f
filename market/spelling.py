"""How a Chinese name is typed by those who type sounds: pinyin and initials, with our own readings of Henan's names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from market.folding import folded

REGIONS_FILE = Path(__file__).parent / "data" / "henan_regions.csv"
SUFFIXES = ("市", "县", "区", "省")


@dataclass(frozen=True)
class Spelling:
    """Pinyin with spaces ("luo he shi") and its initials ("lhs")."""

    pinyin: str
    initials: str


@cache
def _our_readings() -> None:
    """Teach the library the readings of the region file: left alone it reads 漯河 as "ta he"."""
    phrases: dict[str, list[list[str]]] = {}
    with REGIONS_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, sounds = row["name_zh"], row["pinyin"].split()
            if len(name) != len(sounds):
                continue
            phrases[name] = [[sound] for sound in sounds]
            if name.endswith(SUFFIXES) and len(name) > 2:
                phrases[name[:-1]] = [[sound] for sound in sounds[:-1]]
    load_phrases_dict(phrases)


def spell(text: str) -> Spelling:
    """The spelling of a text; letters and digits stay, lower-cased; signs are dropped."""
    _our_readings()
    sounds = [
        "".join(c for c in part.lower() if c.isalnum()) for part in lazy_pinyin(folded(text), style=Style.NORMAL, v_to_u=False)
    ]
    sounds = [sound for sound in sounds if sound]
    initials = "".join(sound if sound[0].isdigit() else sound[0] for sound in sounds)
    return Spelling(" ".join(sounds), initials)
