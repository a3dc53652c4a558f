"""The language side of search: what a text is found by. Both engines index these tokens and take queries through here.

A token has a namespace: `u:` one character, `b:` two neighbouring characters, `w:` a word, `c:` a code or Latin word, `p:`
pinyin of neighbouring syllables, `i:` initials. A query becomes groups: every group must be met, by any one of its tokens.
Bigrams find every fragment of a name (words alone lose company names); words come in for services.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import rjieba
from pypinyin import lazy_pinyin, load_phrases_dict

Groups = tuple[tuple[str, ...], ...]

# Place names that the dictionary reads wrongly, and short words of the trade with what they stand for.
load_phrases_dict(
    {
        "漯河": [["luò"], ["hé"]],
        "浚县": [["xùn"], ["xiàn"]],
        "荥阳": [["xíng"], ["yáng"]],
        "长垣": [["cháng"], ["yuán"]],
        "长葛": [["cháng"], ["gě"]],
        "中牟": [["zhōng"], ["mù"]],
        "尉氏": [["wèi"], ["shì"]],
        "柘城": [["zhè"], ["chéng"]],
        "郏县": [["jiá"], ["xiàn"]],
        "睢县": [["suī"], ["xiàn"]],
        "睢阳": [["suī"], ["yáng"]],
        "渑池": [["miǎn"], ["chí"]],
        "召陵": [["shào"], ["líng"]],
        "瀍河": [["chán"], ["hé"]],
        "泌阳": [["bì"], ["yáng"]],
        "南乐": [["nán"], ["lè"]],
        "殷都": [["yīn"], ["dū"]],
        "魏都": [["wèi"], ["dū"]],
    }
)
ALIASES = {"环境影响": "环评", "节能": "能评", "水土保持": "水保", "地质灾害": "地灾", "地震安全": "震评", "社会稳定风险": "稳评"}
LONGEST_INITIALS = 10
MOST_SYLLABLES = 6
MOST_GROUPS = 24
_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")


def fold(text: str) -> str:
    """Full-width and compatibility forms, and case, folded: "ＣＭＡ" → "cma"."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """The Chinese and the Latin runs of a folded text, in order."""
    return _RUNS.findall(fold(text))


def pinyin(text: str) -> list[str]:
    """The syllables of a Chinese run, by our phrase list first."""
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(text)]


def name_tokens(text: str) -> set[str]:
    """What a name or place is found by: characters, bigrams, codes, pinyin and initials of its neighbours."""
    found: set[str] = set()
    for run in runs(text):
        if not _is_chinese(run):
            found |= _code_tokens(run)
            continue
        found |= _characters(run)
        syllables = pinyin(run)
        initials = "".join(s[0] for s in syllables)
        for start in range(len(syllables)):
            ends = range(start + 1, min(start + MOST_SYLLABLES, len(syllables)) + 1)
            found |= {"p:" + "".join(syllables[start:end]) for end in ends}
            longest = min(start + LONGEST_INITIALS, len(initials))
            found |= {"i:" + initials[start:end] for end in range(start + 2, longest + 1)}
    return found


def service_tokens(text: str) -> set[str]:
    """What a service or description is found by: bigrams, words, and the short word that stands for it."""
    found: set[str] = set()
    for run in runs(text):
        if not _is_chinese(run):
            found |= _code_tokens(run)
            continue
        found |= _characters(run) | {f"w:{word}" for word in rjieba.cut(run) if len(word) > 1}
        for long, short in ALIASES.items():
            if long in run:
                found |= _characters(short)
    return found


def query_groups(text: str) -> Groups:
    """What a query asks for. Every group must be met; a Latin run may be a code, pinyin or initials."""
    groups: list[tuple[str, ...]] = []
    for run in runs(text):
        if not _is_chinese(run):
            groups.append((f"c:{run}", f"p:{run}", f"i:{run}"))
        elif len(run) == 1:
            groups.append((f"u:{run}",))
        else:
            groups += [(f"b:{pair}",) for pair in _bigrams(run)]
    return tuple(dict.fromkeys(groups))[:MOST_GROUPS]


@lru_cache(maxsize=256)
def _words(query: str) -> tuple[str, ...]:
    """The runs of a query, and their bigrams, the longest first: what is marked in a hit."""
    marks: set[str] = set()
    for run in runs(query):
        marks |= {run} | (set(_bigrams(run)) if _is_chinese(run) else set())
    return tuple(sorted(marks, key=lambda word: (-len(word), word)))


def marked(text: str, query: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether the query found it: the highlight, one for both engines."""
    folded = fold(text)
    if len(folded) != len(text):  # a compatibility form changed the length: no piece can be trusted to its place
        return [(text, False)]
    hit = [False] * len(text)
    for word in _words(query):
        start = folded.find(word)
        while start >= 0:
            hit[start : start + len(word)] = [True] * len(word)
            start = folded.find(word, start + 1)
    pieces: list[tuple[str, bool]] = []
    for character, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = (pieces[-1][0] + character, is_hit)
        else:
            pieces.append((character, is_hit))
    return pieces


def _is_chinese(run: str) -> bool:
    return not run.isascii()


def _bigrams(run: str) -> Iterable[str]:
    return (run[n : n + 2] for n in range(len(run) - 1))


def _characters(run: str) -> set[str]:
    return {f"u:{character}" for character in run} | {f"b:{pair}" for pair in _bigrams(run)}


def _code_tokens(run: str) -> set[str]:
    """A code and its beginnings of four characters or more."""
    return {f"c:{run}"} | {f"c:{run[:end]}" for end in range(4, len(run))}
