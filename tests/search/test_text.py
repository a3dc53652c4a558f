"""Tokens: vectors of the language side, which both engines share."""

import csv
from pathlib import Path

import pytest

from search.text import fold, marked, name_tokens, pinyin, query_groups, service_tokens


def test_full_width_and_case_are_folded() -> None:
    assert fold("ＣＭＡ１２３Ａｂ") == "cma123ab"


@pytest.mark.parametrize(
    ("place", "syllables"),
    [
        ("漯河", "luo he"),
        ("浚县", "xun xian"),
        ("荥阳", "xing yang"),
        ("柘城", "zhe cheng"),
        ("泌阳", "bi yang"),
        ("渑池", "mian chi"),
    ],
)
def test_places_are_read_as_people_read_them(place, syllables) -> None:
    assert " ".join(pinyin(place)) == syllables


def test_every_current_region_is_read_as_the_official_table_reads_it() -> None:
    found = sorted(Path(".").glob("*/seeds/henan_regions.csv")) + sorted(Path(".").glob("*/data/henan_regions.csv"))
    with found[0].open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if not row["valid_to"]]
    wrong = {row["name_zh"]: (row["pinyin"], " ".join(pinyin(row["name_zh"]))) for row in rows}
    wrong = {name: pair for name, pair in wrong.items() if pair[0] != pair[1]}
    assert wrong == {}


def test_a_name_is_found_by_fragments_pinyin_and_initials() -> None:
    tokens = name_tokens("漯河华信CMA")
    assert {"u:漯", "b:漯河", "b:华信", "b:河华", "p:luo", "p:luohe", "p:huaxin", "i:lh", "i:lhhx", "c:cma"} <= tokens
    assert "p:tahe" not in tokens


def test_a_service_is_found_by_words_bigrams_and_its_short_word() -> None:
    assert {"w:水土保持", "b:水土", "b:水保", "c:b02"} <= service_tokens("水土保持方案编制 B02")


def test_a_query_asks_for_every_bigram_and_one_reading_of_each_latin_run() -> None:
    assert query_groups("水土保持") == (("b:水土",), ("b:土保",), ("b:保持",))
    assert query_groups("Ｌｕｏ　证") == (("c:luo", "p:luo", "i:luo"), ("u:证",))
    assert query_groups("'\\&|!():* ") == ()


def test_the_query_is_marked_in_a_text() -> None:
    assert marked("环境影响报告书", "环境影响") == [("环境影响", True), ("报告书", False)]
    assert marked("CMA检测", "ｃｍａ") == [("CMA", True), ("检测", False)]
    assert marked("水土保持", "爆破") == [("水土保持", False)]
