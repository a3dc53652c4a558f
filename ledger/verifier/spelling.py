"""Lines that are no entries: not in the one spelling that RFC 8785 allows, or with a field of another kind than everywhere."""

# fmt: off
import functools
import json
import re
from operator import itemgetter

from kinds import FIELDS
from proofs import canonical, decode

DIGITS = bytes(48 if 48 <= each < 58 else 32 for each in range(256))  # every digit a 0, all else a blank
LONG = b"0" * 16  # perhaps a number above 2^53
ASTRAL = re.compile(rb"[\xf0-\xf4]")  # a letter beyond U+FFFF: names are sorted by UTF-16
DEEPEST = 64  # lists and objects in one another
ESCAPED = bytes(range(32)) + b"\\"
SHORT = rb"(?:0|-?[1-9][0-9]{0,14})"
TEXT = rb'"[^"\\\x00-\x1f]*"'
NUMBER = re.compile(rb"(?<![0-9])" + SHORT + rb"(?![0-9])")
PIECE = re.compile(rb'"[^"\\]*":|' + TEXT + b"|" + NUMBER.pattern)
KINDS = 200  # of events, for which the first line's form is kept at hand

def plain(value, deep=1):
    """Whether every number in a value is below 2^53 and nothing lies too deep, so that all languages read the same."""
    if isinstance(value, (dict, list)):
        return deep <= DEEPEST and all(plain(each, deep + 1) for each in (value.values() if isinstance(value, dict) else value))
    return not isinstance(value, int) or abs(value) < 2**53

def by_utf16(value):
    """A value whose names stand in the order of UTF-16."""
    if isinstance(value, dict):
        return {name: by_utf16(value[name]) for name in sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))}
    return [by_utf16(each) for each in value] if isinstance(value, list) else value

def is_spelt(line, entry):
    if type(entry) is not dict or ((LONG in line.translate(DIGITS) or line.count(b"[") + line.count(b"{") > DEEPEST) and not plain(entry)):
        return False
    astral = not line.isascii() and ASTRAL.search(line)
    return (json.dumps(by_utf16(entry), separators=(",", ":"), ensure_ascii=False) if astral else canonical(entry)).encode() == line

def odd_field(entry):
    """The first field that is of another kind than FIELDS says, or ""."""
    return min((name for name, value in entry.items() if type(value) not in (FIELDS.get(name, type(value)), type(None))), default="")

def fault(line):
    """Why a line is no entry, in a sentence, or ""."""
    try:
        entry = decode(line)
        if not is_spelt(line, entry):
            return "expected an object in canonical JSON"
    except (ValueError, RecursionError) as why:
        return f"expected an object in canonical JSON: {why}"
    odd = odd_field(entry)
    return f"a field is of another kind than everywhere: {odd}" if odd else ""

@functools.lru_cache(4096)
def names_of(bones):
    """What gives the names among the texts of a line, given what stands between its texts: each is followed by a colon."""
    return itemgetter(0, *(2 * i - 1 for i, after in enumerate(bones.split(b'"')) if i and after.startswith(b":")))

@functools.lru_cache(4096)
def bare(between):
    """What stands between the texts of a line, with every number 0."""
    return NUMBER.sub(b"0", between)

def form(line):
    """What stands between the texts of a line, with every number 0, and its names; None where a text is escaped or does not end.

    Lines of one form are spelt alike and hold fields of the same kinds: they differ in whole numbers below 10^15 and in texts that escape nothing.
    """
    texts = line.split(b'"')
    if len(texts) % 2 == 0 or len(line.translate(None, ESCAPED)) != len(line):
        return None
    bones = bare(b'"'.join(texts[::2]))
    return bones, names_of(bones)(texts)

def like(line):
    """What matches just the lines of one form with a line that has a form: the same test, quicker, for one form alone."""
    pattern, at = b"", 0
    for piece in PIECE.finditer(line):
        said = piece[0]
        pattern += re.escape(line[at:piece.start()]) + (re.escape(said) if said.endswith(b":") else TEXT if said.startswith(b'"') else SHORT)
        at = piece.end()
    return re.compile(pattern + re.escape(line[at:])).fullmatch

def no_entries(lines):
    """What is wrong with each line, in UTF-8, that is no entry: {number: sentence}."""
    found, sound, first = {}, set(), {}
    for number, line in enumerate(lines, 1):
        at = line.rfind(b'"type":"')
        kind = line[at:line.find(b'"', at + 8)]
        is_like = first.get(kind)
        if is_like and is_like(line):
            continue
        alike = form(line)
        if alike not in sound:
            why = fault(line)
            if why:
                found[number] = why
            elif alike:
                sound.add(alike)
                if kind not in first and len(first) < KINDS:
                    first[kind] = like(line)
    return found
