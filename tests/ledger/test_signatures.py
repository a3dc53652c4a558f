"""The verifier's own Ed25519 says what the library says."""

import importlib
import random
import sys

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.export import VERIFIER
from tests.makers.ledger import public_of

sys.path.insert(0, str(VERIFIER))
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
