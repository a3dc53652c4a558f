"""The verifier's own Ed25519 says what the library says, and the browser's check says the same by WebCrypto and without it."""

import importlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.export import VERIFIER
from tests.makers.ledger import public_of
from tests.node import NODE, needs_node
from tests.vectors import make_ed25519

sys.path.insert(0, str(VERIFIER))
VECTORS = json.loads(make_ed25519.OUT.read_text(encoding="utf-8"))
ed25519 = importlib.import_module("ed25519")


def says(key: Ed25519PrivateKey, message: bytes, signature: bytes) -> bool:
    """What the library says."""
    try:
        key.public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_three_hundred_signatures_of_many_keys_half_of_them_with_a_bit_turned_are_judged_as_the_library_judges_them():
    chance, sound = random.Random(20260603), 0
    for number in range(300):
        key, message = Ed25519PrivateKey.from_private_bytes(bytes([number % 20 + 1]) * 32), chance.randbytes(number)
        signature = bytearray(key.sign(message))
        signature[chance.randrange(64)] ^= (number % 2) << chance.randrange(8)
        wanted = says(key, message, bytes(signature))
        assert ed25519.is_signed(bytes.fromhex(public_of(key)), message, bytes(signature)) == wanted, number
        sound += wanted
    assert sound == 150


def test_a_signature_has_one_spelling_and_a_key_is_a_point():
    key = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
    public, signature = bytes.fromhex(public_of(key)), key.sign(b"m")
    other = (int.from_bytes(signature[32:], "little") + ed25519.L).to_bytes(32, "little")
    assert ed25519.is_signed(public, b"m", signature)
    assert not ed25519.is_signed(public, b"m", signature[:32] + other)
    assert not ed25519.is_signed(public, b"m", signature + b"\0")
    with pytest.raises(ValueError, match="not a point"):
        ed25519.is_signed(b"\x02" + bytes(31), b"m", signature)


def in_the_browser(file: Path, way: str) -> tuple[list[bool | None], int]:
    """What the page's check says of each, and how many keys WebCrypto was given."""
    script = Path(__file__).with_name("ed25519_in_node.mjs")
    done = subprocess.run([str(NODE), str(script), str(file), way], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    return said["told"], said["asked"]


def test_the_vectors_are_those_that_are_made_and_each_kind_of_verdict_is_among_them():
    assert make_ed25519.vectors() == VECTORS
    verdicts = [each["judged"] for each in VECTORS]
    assert (verdicts.count(True), verdicts.count(None) >= 15, verdicts.count(False) >= 15) == (6, True, True)
    assert all(each["judged"] for each in VECTORS if each["name"].startswith("RFC 8032"))


@needs_node
@pytest.mark.parametrize("way", ["webcrypto", "without"])
def test_the_check_in_the_browser_judges_every_vector_as_the_verifier_does(way):
    told, asked = in_the_browser(make_ed25519.OUT, way)
    assert [*zip(told, (each["name"] for each in VECTORS), strict=True)] == [(each["judged"], each["name"]) for each in VECTORS]
    assert (asked > 0) == (way == "webcrypto")


@needs_node
@pytest.mark.parametrize("way", ["webcrypto", "without"])
def test_two_hundred_signatures_half_of_them_with_a_bit_turned_are_judged_alike_in_the_browser(way, tmp_path):
    chance, asked = random.Random(20261130), []
    for number in range(200):
        key, message = Ed25519PrivateKey.from_private_bytes(bytes([number % 20 + 1]) * 32), chance.randbytes(number)
        signature = bytearray(key.sign(message))
        signature[chance.randrange(64)] ^= (number % 2) << chance.randrange(8)
        asked.append({"key": public_of(key), "message": message.hex(), "signature": signature.hex()})
    file = tmp_path / "asked.json"
    file.write_text(json.dumps(asked), encoding="utf-8")
    judged = [make_ed25519.judged(*(bytes.fromhex(each[name]) for name in ("key", "message", "signature"))) for each in asked]
    assert in_the_browser(file, way)[0] == judged
    assert judged.count(True) == 100
