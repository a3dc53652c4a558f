"""The technical envelope: a plan with files that the server holds and can't read."""

import random
from datetime import UTC, datetime

import pytest

from ledger.canonical import canonical
from sealing import plan
from sealing.envelope import check_shape, seal
from sealing.opening import Opened, Void, open_envelope, read_plan
from tests.makers.sealing import BIDDER, NEED, trustee_keys, trustees_of

ONE = trustees_of(1, 1, datetime(2026, 6, 3, 2, 0, tzinfo=UTC))
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 40


def a_file(content: bytes = CONTENT, **changed) -> tuple[bytes, dict]:
    cipher, key = plan.lock_file(content)
    said = {"name": "技术方案.pdf", "type": "application/pdf", "size": len(content)}
    return cipher, {**said, "sha256": plan.file_name_of(cipher), "key": key, **changed}


def a_plan(**changed) -> dict:
    return {"v": "plan/1", "text": "分三个阶段实施。", "files": [a_file()[1]], **changed}


def sealed(plain: dict, lot: str = "technical") -> dict:
    envelope, _ = seal(plain, need=NEED, bidder=BIDDER, seq=1, trustees=ONE, lot=lot)
    check_shape(envelope, need=NEED, bidder=BIDDER, trustees=ONE, lot=lot)
    return envelope


def test_a_plan_opens_from_its_technical_envelope():
    plain = a_plan()
    opened = open_envelope(sealed(plain), trustee_keys(1))
    assert isinstance(opened, Opened)
    assert opened.plain == plain


def test_a_price_in_the_technical_envelope_is_void_and_so_is_a_plan_in_the_price_envelope():
    """A price must not lie where it would be read before the scores are locked."""
    for envelope in (sealed({"v": "bid/1", "amount_fen": 3_850_000}), sealed(a_plan(), lot="")):
        said = open_envelope(envelope, trustee_keys(1))
        assert isinstance(said, Void)
        assert said.reason == "schema"


def test_the_longest_plan_that_is_allowed_fits_an_envelope():
    files = [a_file(name="\U00020000" * 116 + ".pdf", size=plan.LARGEST_FILE)[1] for _ in range(plan.MOST_FILES)]
    plain = a_plan(text="\U00020000" * plan.LONGEST_TEXT, files=files)
    assert isinstance(open_envelope(sealed(plain), trustee_keys(1)), Opened)


@pytest.mark.parametrize(
    "wrong",
    [
        a_plan(v="plan/2"),
        a_plan(more=1),
        a_plan(text=None),
        a_plan(text="", files=[]),
        a_plan(text=" ", files=[]),
        a_plan(text="x" * (plan.LONGEST_TEXT + 1)),
        a_plan(files={}),
        a_plan(files=[a_file()[1] for _ in range(plan.MOST_FILES + 1)]),
        a_plan(files=[a_file(sha256="a" * 64)[1], a_file(sha256="a" * 64)[1]]),
        a_plan(files=["x"]),
        a_plan(files=[a_file(more=1)[1]]),
        a_plan(files=[a_file(name="")[1]]),
        a_plan(files=[a_file(name="../a.pdf")[1]]),
        a_plan(files=[a_file(name="a\nb.pdf")[1]]),
        a_plan(files=[a_file(name="x" * (plan.LONGEST_NAME + 1))[1]]),
        a_plan(files=[a_file(type="text/html")[1]]),
        a_plan(files=[a_file(type=["application/pdf"])[1]]),
        a_plan(files=[a_file(size=0)[1]]),
        a_plan(files=[a_file(size=True)[1]]),
        a_plan(files=[a_file(size=plan.LARGEST_FILE + 1)[1]]),
        a_plan(files=[a_file(sha256="A" * 64)[1]]),
        a_plan(files=[a_file(sha256="a" * 64 + "\n")[1]]),
        a_plan(files=[a_file(key="AAAA")[1]]),
        a_plan(files=[a_file(key="+" * 43)[1]]),
    ],
)
def test_a_plan_out_of_shape_is_none(wrong: dict):
    assert read_plan(canonical(wrong)) is None


def test_a_plan_of_text_alone_or_of_files_alone_is_one():
    assert read_plan(canonical(a_plan(files=[])))
    assert read_plan(canonical(a_plan(text="")))


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"v": "plan/1"}', b"\xff", b"[" * 100_000])
def test_bytes_that_are_no_canonical_object_are_no_plan(raw: bytes):
    assert read_plan(raw) is None


def test_an_uploaded_file_shows_nothing_and_opens_with_its_line_alone():
    cipher, file = a_file()
    assert not any(CONTENT[at : at + 8] in cipher for at in range(0, len(CONTENT) - 7, 8))
    assert plan.outcome_of(cipher, file, handed_in=True) == ("read", CONTENT)


def test_equal_files_have_different_ciphertexts():
    assert len({a_file()[1]["sha256"] for _ in range(20)}) == 20


def test_a_changed_ciphertext_key_hash_size_or_type_is_not_read_and_each_has_its_outcome():
    cipher, file = a_file()
    other, other_file = a_file()
    key, size, type_ = {"key": other_file["key"]}, {"size": file["size"] - 1}, {"type": "image/png"}
    wrong = [
        (other, {}, "altered"),
        (cipher, key, "ciphertext"),
        (cipher, size, "size"),
        (cipher, type_, "type"),
        (None, {}, "missing"),
    ]
    chance = random.Random(3)
    for _ in range(50):
        at = chance.randrange(len(cipher))
        changed = cipher[:at] + bytes([cipher[at] ^ 1 << chance.randrange(8)]) + cipher[at + 1 :]
        wrong += [(changed, {}, "altered"), (changed, {"sha256": plan.file_name_of(changed)}, "ciphertext")]
    for stored, change, outcome in wrong:
        assert plan.outcome_of(stored, {**file, **change}, handed_in=True) == (outcome, b"")
        assert plan.outcome_of(stored, {**file, **change}, handed_in=False) == ("not-handed-in", b"")


def test_the_names_of_ciphertexts_are_sorted_hashes_none_twice_and_few():
    one, two = "a" * 64, "b" * 64
    assert plan.are_names([])
    assert plan.are_names([one, two])
    for wrong in ([two, one], [one, one], ["A" * 64], [one + "\n"], [1], "a", None, [f"{n:064x}" for n in range(11)]):
        assert not plan.are_names(wrong)
