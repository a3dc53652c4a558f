"""Lines of one form are spelt alike and hold fields of the same kinds, so that the first of them answers for all."""

import importlib
import json
import random
import re
import sys

from ledger.canonical import canonical
from ledger.export import VERIFIER
from tests.ledger import mangled
from tests.ledger.browser import disagreements, verify
from tests.ledger.mangled import export_of
from tests.makers.market_day import a_market
from tests.node import needs_node

sys.path.insert(0, str(VERIFIER))
spelling = importlib.import_module("spelling")

SOUND = [canonical(event) for event in a_market().events]
AT_ONCE = 40
MANGLES = (mangled._a_value, mangled._a_field_more, mangled._a_field_twice, mangled._the_spelling, mangled._bytes)
VALUE = re.compile(rb'(?<=[:,\[])(?:"(?:[^"\\]|\\.)*"(?!:)|-?[0-9]+)')


def another_value(line: bytes, chance: random.Random) -> bytes:
    """The line with a text that never ends, or with an odd value or a number of any length in the place of one of its values."""
    if chance.random() < 0.05:
        return line + b'"no end'
    at = chance.choice(list(VALUE.finditer(line)))
    value = b"%d" % chance.randrange(10 ** chance.randrange(1, 20)) if chance.random() < 0.3 else chance.choice(mangled.VALUES)
    return line[: at.start()] + value + line[at.end() :]


def in_utf8(line: bytes) -> bool:
    """Whether it can be a line of an export at all: a file that is not in UTF-8 is named as a whole."""
    return line == line.decode(errors="ignore").encode()


def one_by_one(lines: list[bytes]) -> dict[int, str]:
    return {number: why for number, line in enumerate(lines, 1) if (why := spelling.fault(line))}


def test_a_sound_record_has_few_forms() -> None:
    assert spelling.no_entries(SOUND) == {}
    assert len({spelling.form(line) for line in SOUND}) < len(SOUND)


def test_a_line_that_is_no_entry_is_none_after_any_others() -> None:
    """Lines mangled in all ways, and values put in the places of others, among the sound ones: each is judged as by itself."""
    chance, none, alike = random.Random(11), 0, 0
    for _ in range(300):
        some = chance.sample(SOUND, AT_ONCE)
        spoilt = [another_value(chance.choice(some), chance) for _ in some]
        for change in MANGLES:
            fresh = list(some)
            change(fresh, chance)
            spoilt += [line for line in fresh if line not in some and in_utf8(line)]
        chance.shuffle(spoilt)
        lines = [*some, *spoilt]
        found = one_by_one(lines)
        assert spelling.no_entries(lines) == found
        none += len(found)
        forms = {spelling.form(line) for line in some}
        alike += sum(spelling.form(line) in forms for line in spoilt)
    assert none >= 2_000
    assert alike >= 3_000


def test_the_quick_test_for_lines_of_one_form_is_the_same_as_the_slow_one() -> None:
    """Of every sound line against lines that differ from it, or from another, in one value, field or byte."""
    chance, alike, unlike = random.Random(12), 0, 0
    firsts = {spelling.form(line): line for line in SOUND if spelling.form(line)}
    for form, line in firsts.items():
        is_like = spelling.like(line)
        some = [line, *chance.sample(SOUND, 10)]
        for change in MANGLES:
            fresh = list(some[:2])
            change(fresh, chance)
            some += fresh
        for other in [*some, *(another_value(line, chance) for _ in range(60))]:
            assert bool(is_like(other)) is (spelling.form(other) == form), other
            alike, unlike = (alike + 1, unlike) if is_like(other) else (alike, unlike + 1)
    assert min(alike, unlike) >= 1_000, (alike, unlike)


def test_a_long_number_speaks_for_itself_alone() -> None:
    sound = [10**15, 10**15 - 1, *range(2**53 - 20, 2**53)]
    unsound = [2**53 + more for more in (*range(20), 10**12)]
    for low in sound:
        for high in unsound:
            lines = [SOUND[0].replace(b'"v":1', b'"v":%d' % number) for number in (low, high, -low, -high)]
            assert set(spelling.no_entries(lines)) == {2, 4}


@needs_node
def test_both_verifiers_tell_lines_of_one_form_apart_where_only_texts_and_numbers_differ(tmp_path) -> None:
    last = json.loads(SOUND[-1])["at"]
    told = canonical({"at": last, "by": {"kind": "system"}, "type": "demo.played", "v": 1, "x": 7})
    long = [10**15, 2**53 - 1, 2**53 - 20, 2**53, 2**53 + 1, 2**53 + 20, 9_008_000_000_000_000, 10**16, -(2**53) + 1, -(2**53)]
    fields = [b'"x":7', b'"x":0', b'"x":"A"', *(b'"x":%d' % number for number in long), b'"y":7']
    odd = [b'"x":07', b'"x":-0', b'"x":7.0', b'"x":"\\u0041"', b'"a":7', b'"x":7,"x":7', b'"x":"A\x7f\x01"']
    lines = [*SOUND, *(told.replace(b'"x":7', field) for field in fields + odd), told + b'"no end']
    folder = export_of(tmp_path / "odd", lines)
    assert disagreements({"odd": (folder, {})}) == {}
    none = {number - len(SOUND) - 1 for number in spelling.no_entries(lines)}
    too_long = {fields.index(b'"x":%d' % number) for number in long if abs(number) >= 2**53}
    assert none == too_long | set(range(len(fields), len(fields) + len(odd) + 1))
    assert {int(each.split()[2]) - len(SOUND) - 1 for each in verify.check(folder).findings} == none
