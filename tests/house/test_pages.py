"""Pages: nothing inline, nothing from others, one palette, a light style sheet."""

import gzip
import re

import pytest

from tests.house.tree import ROOMS, ROOT, files, text

TEMPLATES = [p for p in files() if p.suffix == ".html" and p.parts[0] in ROOMS and "templates" in p.parts]
SHEETS = [p for p in files() if p.suffix == ".css" and p.parts[0] in ROOMS]
HEAVIEST_CSS = 25_000


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_nothing_is_inline(path) -> None:
    page = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text(path), flags=re.DOTALL)
    assert re.findall(r"<[a-z][^>]*\sstyle\s*=", page) == []
    assert re.findall(r"<[a-z][^>]*\son[a-z]+\s*=", page) == []
    assert re.findall(r"<style\b", page) == []
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", page) if "src=" not in tag]
    assert [tag for tag in scripts if not re.search(r'type="application/(ld\+)?json"', tag)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_nothing_is_fetched_from_others(path) -> None:
    assert re.findall(r'<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc="(?:https?:)?//', text(path)) == []
    assert re.findall(r'<link\b[^>]*rel="(?:stylesheet|icon|preload)"[^>]*href="(?:https?:)?//', text(path)) == []


@pytest.mark.parametrize("path", [p for p in SHEETS if p.name != "tokens.css"], ids=str)
def test_colours_are_written_only_in_the_tokens(path) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)
    assert re.findall(r":[^;{}]*?(#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\()", sheet) == []
    assert re.findall(r"url\(\s*[\"']?(?:https?:|//|data:)", sheet) == []


def test_the_style_sheets_are_light() -> None:
    weight = sum(len(gzip.compress((ROOT / path).read_bytes())) for path in SHEETS if path.parts[0] == "web")
    assert 0 < weight <= HEAVIEST_CSS
