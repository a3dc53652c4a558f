"""Both stand-alone verifiers open what the server opens, under every suite, and call void for the same reason what it calls void."""

import importlib
import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.canonical import canonical
from ledger.export import VERIFIER
from sealing.opening import Opened, open_envelope, open_with_seed
from sealing.suites import SUITES, decode, encode
from tests.makers.sealing import an_envelope, trustee_keys, trustees_of
from tests.node import NODE, needs_node

sys.path.insert(0, str(VERIFIER))
theirs, void = (importlib.import_module(name) for name in ("suites", "void"))
HERE = Path(__file__).parent
VECTORS = json.loads((HERE.parent / "vectors/sealing.json").read_text(encoding="utf-8"))
KNOWN = [*VECTORS["sealed"], *VECTORS["suites"], *VECTORS["void"]]
DEADLINE = datetime(2026, 6, 9, 9, tzinfo=UTC)
every_suite = pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)


def asked(envelope, keys, seed="", suite=""):
    """An envelope with released keys, as all three openers are asked."""
    suite = suite or envelope["suite"]
    pks = {str(i): SUITES[suite].public_of(key) for i, key in keys.items()}
    return {"suite": suite, "envelope": envelope, "keys": {str(i): key for i, key in keys.items()}, "pks": pks, "seed": seed}


def in_python(question):
    """What verify.py says: [by the keys, by the seed, the content]."""
    suite = theirs.SUITES[question["suite"]]
    named = [{"i": int(i), "pk": pk} for i, pk in question["pks"].items()]
    keys = {int(i): key for i, key in question["keys"].items()}
    seed = question["seed"]
    reason, content = void.read_with_seed(question["envelope"], decode(seed), suite) if seed else ("", None)
    return [void.void_reason(question["envelope"], keys, named, suite), reason, content and content.decode()]


def in_the_browser(questions):
    """What the check in the browser says of each."""
    script = str(HERE / "open_in_node.mjs")
    done = subprocess.run([str(NODE), script], input=json.dumps(questions), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def on_the_server(question):
    """What the server says, in the same form."""
    envelope, seed = question["envelope"], question["seed"]
    by_keys = open_envelope(envelope, {int(i): key for i, key in question["keys"].items()})
    by_seed = open_with_seed(envelope, seed) if seed else None
    content = canonical(by_seed.plain).decode() if isinstance(by_seed, Opened) else None
    return ["" if isinstance(said, Opened) else said.reason if said else "" for said in (by_keys, by_seed)] + [content]


def of_a_vector(each):
    return asked(each["envelope"], {int(i): key for i, key in each["keys"].items()}, each.get("seed", ""))


def test_the_verifier_knows_the_suites_of_the_server():
    assert list(theirs.SUITES) == list(SUITES)


@pytest.mark.parametrize("each", KNOWN, ids=lambda each: each["name"])
def test_the_python_verifier_comes_to_the_verdict_of_each_vector(each):
    said = in_python(of_a_vector(each))
    assert said[0] == each["verdict"].get("reason", "")
    if "seed" in each:
        assert said[1:] == ["", canonical(each["plain"]).decode()]
        suite = theirs.SUITES[each["envelope"]["suite"]]
        assert void.secret_of(suite, decode(each["seed"])).hex() == each["verdict"]["r"]


@needs_node
def test_the_check_in_the_browser_comes_to_the_verdict_of_each_vector():
    questions = [of_a_vector(each) for each in KNOWN]
    assert in_the_browser(questions) == list(map(in_python, questions))


PLACES = (("w", 0), ("w", 1), ("c", 1), ("ct", None), ("pc", None))


def changed_by_chance(suite, times):
    """Envelopes of one suite in each of which one bit is another: of a wrapped share, a commitment or the ciphertext."""
    chance, keys = random.Random(suite.name), trustee_keys(3, suite)
    questions = []
    for place, inside in PLACES * times:
        envelope, seed = an_envelope(trustees_of(2, 3, DEADLINE, suite))
        raw = bytearray(decode(envelope[place] if inside is None else envelope[place][inside]))
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        if inside is None:
            envelope[place] = encode(bytes(raw))
        else:
            envelope[place][inside] = encode(bytes(raw))
        questions.append(asked(envelope, {1: keys[1], 2: keys[2]}, seed))
    return questions


@needs_node
@every_suite
def test_of_an_envelope_changed_by_chance_all_three_say_the_same(suite):
    questions = changed_by_chance(suite, 3)
    said = list(map(on_the_server, questions))
    assert list(map(in_python, questions)) == in_the_browser(questions) == said
    by_keys, by_seed = ({each[way] for each in said} for way in (0, 1))
    assert by_keys == {"too-few-valid-shares", "ciphertext"}, "a green run is not empty"
    assert by_seed == {"", "ciphertext", "inconsistent-shares"}


ODD_WRAPPINGS = {
    "nothing": lambda raw: b"",
    "the tag is missing": lambda raw: raw[:-16],
    "a byte is missing": lambda raw: raw[:-1],
    "a byte too many": lambda raw: raw + b"\0",
    "the middle is cut out": lambda raw: raw[:40] + raw[-40:],
    "zeros": lambda raw: bytes(len(raw)),
    "a compressed point": lambda raw: b"\2" + raw[1:],
    "ones": lambda raw: b"\xff" * len(raw),
    "the curve's share is zero": lambda raw: raw[:1088] + bytes(32) + raw[1120:],
    "the curve's share is one": lambda raw: raw[:1088] + b"\1" + bytes(31) + raw[1120:],
    "the curve's share has its highest bit set": lambda raw: raw[:1119] + bytes(each | 128 for each in raw[1119:1120]) + raw[1120:],
}  # fmt: skip


@needs_node
@every_suite
def test_of_a_wrapping_out_of_shape_all_three_say_the_same(suite):
    keys, questions = trustee_keys(1, suite), []
    for change in ODD_WRAPPINGS.values():
        envelope, seed = an_envelope(trustees_of(1, 1, DEADLINE, suite))
        envelope["w"] = [encode(change(decode(envelope["w"][0])))]
        questions.append(asked(envelope, keys, seed))
    said = list(map(on_the_server, questions))
    assert list(map(in_python, questions)) == in_the_browser(questions) == said
    assert {each[1] for each in said} == {""}, "the seed opens them all"


@needs_node
@every_suite
def test_a_released_key_that_is_not_the_one_of_the_notice_is_named_by_both(suite):
    envelope, seed = an_envelope(trustees_of(1, 1, DEADLINE, suite))
    true, other = trustee_keys(2, suite).values()
    question = asked(envelope, {1: true}, seed)
    raw = decode(true)
    false = [other, encode(b"\0" + raw), encode(raw[:-1]), encode(bytes(32)), encode(b"\xff" * 32), ""]
    questions = [{**question, "keys": {"1": key}} for key in false]
    assert {in_python(each)[0] for each in questions} == {"a released key is not that of its trustee"}
    assert {each[0] for each in in_the_browser(questions)} == {"释放的密钥不是该密钥方的"}


@needs_node
def test_an_envelope_of_another_suite_than_its_notice_is_named_by_both():
    questions = []
    for suite in SUITES.values():
        envelope, seed = an_envelope(trustees_of(1, 1, DEADLINE, suite))
        for other in SUITES.values():
            if other is not suite:
                questions.append(asked(envelope, trustee_keys(1, other), seed, other.name))
    for question, python, browser in zip(questions, map(in_python, questions), in_the_browser(questions), strict=True):
        assert python == [f"the envelope is not of the suite {question['suite']} of its notice"] * 2 + [None]
        assert browser == [f"信封不是公告的算法套件 {question['suite']}"] * 2 + [None]
