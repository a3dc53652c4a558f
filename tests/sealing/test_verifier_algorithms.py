"""The algorithms of both verifiers, one by one, against other people's code (cryptography, on OpenSSL) and published vectors."""

import hashlib
import importlib
import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ledger.export import VERIFIER
from sealing import sm2
from sealing.suites import SUITES, CannotOpen, decode, encode
from tests.makers.sealing import an_envelope, trustee_keys, trustees_of
from tests.node import NODE, needs_node
from tests.sealing.test_suites import HPKE, SM2_CIPHER, SM2_KEY, raw

sys.path.insert(0, str(VERIFIER))
theirs, void, sm3, released = (importlib.import_module(name) for name in ("suites", "void", "sm3", "released"))
aes, gcm, mlkem, pairs, sm, sm4, curve25519 = (
    importlib.import_module(f"suites.{name}") for name in ("aes", "gcm", "mlkem", "pairs", "sm", "sm4", "x25519")
)
CHANCE = random.Random("algorithms")
KEYS = [CHANCE.randbytes(16) for _ in range(3)]
SEEDS = [CHANCE.randbytes(64) for _ in range(2)]
SCALARS = [CHANCE.randbytes(32) for _ in range(3)]
HEADER = CHANCE.randbytes(21)


def in_the_browser(*asked):
    """What the check in the browser answers to each."""
    script = str(Path(__file__).with_name("keys_in_node.mjs"))
    given = json.dumps([[name, *(part.hex() for part in parts)] for name, *parts in asked])
    return json.loads(subprocess.run([str(NODE), script], input=given, capture_output=True, text=True, check=True).stdout)


def refused(what, *words):
    try:
        what(*words)
    except (ValueError, CannotOpen):
        return True
    return False


@needs_node
def test_sm3_in_plain_python_and_in_the_browser_is_openssls():
    parts = [bytes(range(n % 256)) for n in (0, 1, 55, 56, 63, 64, 65, 119, 120, 255)]
    wanted = [sm2.sm3(part).hex() for part in parts]
    assert [sm3.sm3(part).hex() for part in parts] == wanted
    assert in_the_browser(*(("sm3", part) for part in parts)) == wanted


@needs_node
def test_sm4_and_its_counter_mode_are_openssls():
    block, ciphers, counted = bytes(range(16)), [], []
    for key in KEYS:
        ciphers.append(Cipher(algorithms.SM4(key), modes.ECB()).encryptor().update(block).hex())
        locking = Cipher(algorithms.SM4(key), modes.GCM(key[:12])).encryptor()
        locking.authenticate_additional_data(HEADER)
        counted.append(locking.update(HEADER * 3) + locking.finalize() + locking.tag)
    assert [sm4.sm4(sm4.sm4_keys(key), block).hex() for key in KEYS] == ciphers
    opened = [sm.sm4_gcm_open(key, key[:12], cipher, HEADER) for key, cipher in zip(KEYS, counted, strict=True)]
    assert opened == [HEADER * 3] * 3
    asked = [("gcm", key, key[:12], cipher, HEADER) for key, cipher in zip(KEYS, counted, strict=True)]
    assert in_the_browser(*(("sm4", key, block) for key in KEYS), *asked) == ciphers + [(HEADER * 3).hex()] * 3


@needs_node
def test_x25519_is_openssls_and_a_point_of_small_order_is_refused_as_there():
    points = [X25519PrivateKey.from_private_bytes(each).public_key().public_bytes_raw() for each in SCALARS]
    points.append(bytes([1, *points[0][1:31], points[0][31] | 128]))
    pairs = [(key, point) for key in SCALARS for point in points]
    wanted = [X25519PrivateKey.from_private_bytes(k).exchange(X25519PublicKey.from_public_bytes(p)).hex() for k, p in pairs]
    assert [curve25519.x25519(key, point).hex() for key, point in pairs] == wanted
    assert in_the_browser(*(("x25519", key, point) for key, point in pairs)) == wanted
    for low in (bytes(32), b"\1" + bytes(31)):
        assert refused(X25519PrivateKey.from_private_bytes(SCALARS[0]).exchange, X25519PublicKey.from_public_bytes(low))
        assert refused(curve25519.x25519, SCALARS[0], low)
        assert in_the_browser(("x25519", SCALARS[0], low)) == ["refused"]


@needs_node
def test_ml_kem_gives_openssls_keys_and_secrets_also_of_what_it_rejects_without_saying_so():
    asked, wanted = [], []
    for seed in SEEDS:
        key = MLKEM768PrivateKey.from_seed_bytes(seed)
        secret, cipher = key.public_key().encapsulate()
        public = key.public_key().public_bytes_raw()
        assert (mlkem.keys_of(seed[:32])[1], mlkem.decapsulate(seed, cipher)) == (public, secret)
        asked += [("mlkem", seed), ("decapsulate", seed, cipher)]
        wanted += [public.hex(), secret.hex()]
        for at in (0, 700, 1087):  # so small a change is mended by the decryption: the second encryption alone tells
            changed = cipher[:at] + bytes([cipher[at] ^ 1]) + cipher[at + 1 :]
            other = key.decapsulate(changed)
            assert other != secret
            assert mlkem.decapsulate(seed, changed) == other
            asked.append(("decapsulate", seed, changed))
            wanted.append(other.hex())
    assert in_the_browser(*asked) == wanted
    assert refused(mlkem.decapsulate, SEEDS[0], bytes(1087))
    assert in_the_browser(("decapsulate", SEEDS[0], bytes(1087))) == ["refused"]


@needs_node
@pytest.mark.parametrize(("family", "name", "aead"), [("p256", "P256", b"\0\2"), ("xwing", "XWING", b"\0\3")])
def test_key_and_nonce_of_the_published_hpke_vectors(family, name, aead):
    suite = next(each for each in theirs.SUITES.values() if each.name.startswith(name))
    assert HPKE[family]
    for vector in HPKE[family]:
        key, public, enc, info = (raw(vector, part) for part in ("skRm", "pkRm", "enc", "info"))
        wanted = (raw(vector, "key"), raw(vector, "base_nonce"))
        assert suite.public_of(key) == public
        assert aes.hpke_keys(suite.kem, suite.shared(key, enc), info, aead) == wanted
        assert in_the_browser((family, key, public, enc, info)) == [b"".join(wanted).hex()]


@needs_node
def test_sm2_opens_the_example_of_the_standard_and_nothing_that_was_changed():
    key = SM2_KEY.to_bytes(32, "big")
    changed = [SM2_CIPHER[:at] + bytes([SM2_CIPHER[at] ^ 1]) + SM2_CIPHER[at + 1 :] for at in (0, 1, 40, 70, 100)]
    assert sm.sm2_open(key, SM2_CIPHER) == b"encryption standard"
    assert [refused(sm.sm2_open, key, each) for each in changed] == [True] * 5
    said = in_the_browser(*(("sm2", key, each) for each in [SM2_CIPHER, *changed]))
    assert said == [b"encryption standard".hex(), *["refused"] * 5]


def test_an_unknown_suite_is_none_and_no_guess():
    for name in SUITES:
        assert theirs.suite_of({"suite": name}).name == name
    for trustees in ({}, None, {"suite": None}, {"suite": "ROT13"}, {"suite": [*SUITES][:1]}, {"suite": ""}):
        assert theirs.suite_of(trustees) is None


@pytest.mark.parametrize("name", SUITES)
def test_a_private_key_gives_its_own_public_key_alone(name):
    one, two = map(decode, trustee_keys(2, SUITES[name]).values())
    public = decode(SUITES[name].public_of(encode(one)))
    assert [pairs.gives(theirs.SUITES[name], key, public) for key in (one, two, b"\0" + one, bytes(32))] == [True, *[False] * 3]


@needs_node
@pytest.mark.parametrize("name", SUITES)
def test_of_many_keys_those_that_belong_to_another_public_key_are_named(name):
    """Two that are exchanged, whose plain sum is right; a zero; half a point; and one pair many times over."""
    keys = list(map(decode, trustee_keys(12, SUITES[name]).values()))
    told = [(key, decode(SUITES[name].public_of(encode(key)))) for key in keys]
    told += [told[0]] * 9
    assert pairs.strays(theirs.SUITES[name], dict(enumerate(told))) == []
    told[2], told[3] = (told[3][0], told[2][1]), (told[2][0], told[3][1])
    told[5], told[6] = (bytes(32), told[5][1]), (told[6][0], told[6][1][:33])
    told[20] = told[1][0], told[0][1]
    assert sorted(pairs.strays(theirs.SUITES[name], dict(enumerate(told)))) == [2, 3, 5, 6, 20]
    assert in_the_browser(("strays", name.encode(), *(part for pair in told for part in pair))) == ["2 3 5 6 20"]


@pytest.mark.parametrize("name", SUITES)
def test_a_released_key_of_another_or_none_is_named_by_line_and_trustee(name):
    keys = list(trustee_keys(3, SUITES[name]).values())
    public = list(map(SUITES[name].public_of, keys))
    told = {7: (1, keys[0], public[0]), 9: (2, keys[0], public[1]), 11: (1, "+", public[0]), 12: (3, None, public[2])}
    assert sorted(released.foreign(name, told)) == [(9, 2), (11, 1), (12, 3)]


def test_an_envelope_of_another_suite_than_its_notice_is_not_opened():
    default, other, _ = SUITES.values()
    envelope, seed = an_envelope(trustees_of(1, 1, datetime(2026, 6, 9, 9, tzinfo=UTC), default))
    keys, suite = trustee_keys(1, other), theirs.SUITES[other.name]
    named = [{"i": 1, "pk": other.public_of(keys[1])}]
    sentence = f"the envelope is not of the suite {other.name} of its notice"
    assert void.void_reason(envelope, keys, named, suite) == sentence
    assert void.read_with_seed(envelope, decode(seed), suite) == (sentence, None)


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_digest_derived_bytes_and_commitment_are_those_of_the_server(suite):
    other, secret = theirs.SUITES[suite.name], bytes(range(32))
    assert other.digest(b"a", b"b") == suite.digest(b"a", b"b")
    assert (other.digest(b"ab") == hashlib.sha256(b"ab").digest()) == (suite.name != "SM2-SM3-SM4GCM")
    for length in (1, 32, 33, 96):
        assert other.derive(secret, "bid-seal/1 coef", length) == suite.derive(secret, "bid-seal/1 coef", length)
    assert decode(void.commitment(other, secret, b"plain")) == suite.digest(b"bid-seal/1 plain", secret, b"plain")
    locked = suite.lock(secret, b"plain", b"header")
    assert other.unlock(secret, locked, b"header") == b"plain"
    for changed in (locked[:-1] + bytes([locked[-1] ^ 1]), locked[:-1], b""):
        assert refused(other.unlock, secret, changed, b"header")
        assert refused(suite.unlock, secret, changed, b"header")
    assert refused(other.unlock, secret, locked, b"other")
