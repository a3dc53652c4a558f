"""What may stand in the files of an export by chance or by malice, byte by byte; each is signed again where a signature can be."""

import json
import random
from collections.abc import Callable
from pathlib import Path

from ledger.canonical import canonical
from ledger.merkle import leaf
from tests.ledger.falsifications.catalogue import Event
from tests.ledger.mutants import inner, places
from tests.makers.ledger import ORIGIN, PUBLIC, signed_note

# Whole values in the spelling in which they stand in the line: numbers, texts, moments, codes, nests, and what is no JSON.
VALUES = (
    b"1.0", b"1e3", b"0.1", b"-0", b"NaN", b"Infinity", b"-Infinity", b"9007199254740991", b"9007199254740992", b"-9007199254740992",
    b"18446744073709551616", b"1" + b"0" * 400, b"7" * 5000, b"1E400", b"01", b"+1", b"0x10", b".5", b"1.", b"0", b"-1", b"1", b"2",
    b'"\\ud800"', b'"\\u0000"', b'"\\u4e2d"', b'"\\/"', b'"\\x"', '"\U0001f600"'.encode(), '"\u2028"'.encode(), b'"\x7f"', b'"\t"',
    '"\ufeff"'.encode(), b'"' + b"x" * 5000 + b'"', b'""', b'" "', b'"0"', b'"1"', b"'a'", b"undefined", b"true", b"false", b"null",
    b"[]", b"{}", b"[[]]", b"[null]", b"[1,]", b'["a","a"]', b'{"a":1,"a":1}', b'{"b":1,"a":1}', b'{"\\ud800":1}',
    '{"\ue000":1,"\U0001f600":1}'.encode(), '{"\U0001f600":1,"\ue000":1}'.encode(), b'{"1":1,"01":1,"__proto__":1}',
    b'{"__proto__":{}}', b'{"constructor":1}', b"[" * 90 + b"]" * 90, b"[" * 5000 + b"]" * 5000, b'{"a":' * 3000 + b"1" + b"}" * 3000,
    b'"2026-02-30T00:00:00.000000Z"', b'"2026-06-03T24:00:00.000000Z"', b'"9999-12-31T23:59:59.999999Z"',
    b'"0001-01-01T00:00:00.000000Z"', b'"0000-01-01T00:00:00.000000Z"', b'"2026-06-03T10:00:60.000000Z"',
    b'"2026-06-03T10:00:00.000000z"', b'"2026-06-03T10:00:00Z"', '"\uff12026-06-03T10:00:00.000000Z"'.encode(),
    b'"toString"', b'"__proto__"', b'"length"', b'"AAAA"', b'"a=b="', b'"=="', b'"-_"', b'"-_A"', b'"ZZ"', b'"00"', b'" 00"',
    b'"' + b"0" * 64 + b'"', b'"' + b"f" * 64 + b'"', b'"' + b"F" * 64 + b'"', b'"' + b"A" * 43 + b'"', b'"no.such.event"',
    b'"need.published"', b'"bid.opened"', b'"at"',
)  # fmt: skip
NAMES = (
    "at ",
    "AT",
    "__proto__",
    "constructor",
    "need",
    "x",
    "\ue000",
    "\U0001f600",
    "",
    "1",
    "low",
    "lot",
    "envelope",
    "seed",
    "draw",
)
type Lines = list[bytes]
_HERE = "\u0007here\u0007"


def _a_value(lines: Lines, chance: random.Random) -> None:
    """One value anywhere in an entry becomes an odd one."""
    number = chance.randrange(len(lines))
    event = json.loads(lines[number])
    path = chance.choice(places(event))
    inner(event, path)[path[-1]] = _HERE
    lines[number] = canonical(event).replace(canonical(_HERE), chance.choice(VALUES))


def _a_field_more(lines: Lines, chance: random.Random) -> None:
    """An entry, or an object in it, has one field more, in its place of the order."""
    number = chance.randrange(len(lines))
    event = json.loads(lines[number])
    objects = [event, *(each for path in places(event) if isinstance(each := inner(event, path)[path[-1]], dict))]
    chance.choice(objects)[chance.choice(NAMES)] = _HERE
    lines[number] = canonical(event).replace(canonical(_HERE), chance.choice(VALUES))


def _a_field_twice(lines: Lines, chance: random.Random) -> None:
    """A field stands twice, the second time with another value: readers differ in which one they take."""
    number = chance.randrange(len(lines))
    event = json.loads(lines[number])
    name = chance.choice(sorted(event))
    field = canonical(name) + b":" + canonical(event[name])
    other = canonical(name) + b":" + chance.choice((canonical(event[name]), *VALUES))
    lines[number] = lines[number].replace(field, chance.choice((field + b"," + other, other + b"," + field)), 1)


def _the_spelling(lines: Lines, chance: random.Random) -> None:
    """A line says the same, or nearly, in another spelling."""
    number = chance.randrange(len(lines))
    line = lines[number]
    lines[number] = chance.choice((
        line + b"\r", line + b" ", b" " + line, b"\xef\xbb\xbf" + line, line.replace(b",", b", ", 1), line + b"{}", line + b"\x00",
        line[:-1], line[1:], b"", b"\r", b"null", b"[]", b"[" + line + b"]", b'"' + line + b'"', b"{}", b"0", b"\t", line[: len(line) // 2],
        b"{" + b",".join(reversed(line[1:-1].split(b","))) + b"}", b"[" * 100_000, line.upper(), "\u2028".encode() + line,
    ))  # fmt: skip


def _a_line_more(lines: Lines, chance: random.Random) -> None:
    """A line stands where none belongs."""
    more = (b"", b"\r", b" ", b"null", b"{}", b"[]", chance.choice(lines), b"\xef\xbb\xbf", b'{"v":1}', b'{"type":"log.genesis"}')
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(more))


def _bytes(lines: Lines, chance: random.Random) -> None:
    """A byte is changed; often the file is no UTF-8 any more."""
    number = chance.randrange(len(lines))
    line, at = bytearray(lines[number]), chance.randrange(len(lines[number]))
    line[at] = chance.choice((0xFF, 0xC0, 0x80, 0x00, 0x0B, 0x22, 0x2C, 0x30, line[at] ^ 1))
    lines[number] = bytes(line)


MANGLES: tuple[Callable[[Lines, random.Random], None], ...] = (
    _a_value, _a_value, _a_value, _a_field_more, _a_field_twice, _the_spelling, _a_line_more, _bytes,
)  # fmt: skip


def export_of(folder: Path, lines: Lines, **trust: object) -> Path:
    """An export of these lines, whatever bytes they are, signed with the operator's key."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "entries.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    leaves = [leaf(line) for line in b"".join(line + b"\n" for line in lines).split(b"\n")[:-1]]
    (folder / "checkpoint").write_text(signed_note(leaves), encoding="utf-8")
    (folder / "trust.json").write_text(json.dumps({"origin": ORIGIN, "key": PUBLIC, **trust}), encoding="utf-8")
    return folder


def mangled(true: list[Event], seed: int, folder: Path) -> tuple[str, Path]:
    """The name of a mangling and an export after it, always the same for a seed."""
    chance, lines = random.Random(seed), [canonical(event) for event in true]
    mangle = MANGLES[seed % len(MANGLES)]
    mangle(lines, chance)
    return f"{mangle.__name__.strip('_')} {seed}", export_of(folder, lines)
