"""The suites against published vectors, and the setting that chooses one."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM
from cryptography.hazmat.primitives.hpke import Suite as Hpke
from django.core.exceptions import ImproperlyConfigured

from ledger.record import stamp
from sealing import sm2, trustees
from sealing.apps import check_suite
from sealing.opening import open_envelope
from sealing.suites import SUITES, CannotOpen, XWing, encode
from sealing.trustee.trustee import Refused, Trustee
from tests.makers.sealing import NEED, an_envelope
from tests.sealing.test_trustees import closed_at

HPKE = json.loads((Path(__file__).parents[1] / "vectors/hpke.json").read_text(encoding="utf-8"))
P256, XWING, SM = SUITES.values()
# GB/T 32918.5-2017, annex C.2: the example of encryption on the recommended curve.
SM2_KEY = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
SM2_NUMBER = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
SM2_PUBLIC = bytes.fromhex(
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
SM2_CIPHER = bytes.fromhex(
    "0404EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73"
    "E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0"
    "59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766"
    "21886CA989CA9C7D58087307CA93092D651EFA"
)


def raw(vector, name):
    return bytes.fromhex(vector[name])


def without_header(vector, aead):
    """What the sender of the vector would send without associated data, as our wrapping does: under the vector's own key
    and nonce, which the vector's ciphertext shows to be right."""
    first = vector["encryptions"][0]
    cipher = aead(raw(vector, "key"))
    assert cipher.decrypt(raw(vector, "base_nonce"), raw(first, "ct"), raw(first, "aad")) == raw(first, "pt")
    return raw(vector, "enc") + cipher.encrypt(raw(vector, "base_nonce"), raw(first, "pt"), b""), raw(first, "pt")


@pytest.mark.parametrize("vector", HPKE["p256"])
def test_our_unwrapping_comes_to_the_key_and_nonce_of_rfc_9180(vector):
    cipher, plain = without_header(vector, AESGCM)
    key = encode(raw(vector, "skRm"))
    assert P256.public_of(key) == encode(raw(vector, "pkRm"))
    assert P256.unwrap(key, cipher, raw(vector, "info")) == plain
    for changed in (cipher[:-1] + bytes([cipher[-1] ^ 1]), bytes([4, cipher[1] ^ 1]) + cipher[2:]):
        with pytest.raises(CannotOpen):
            P256.unwrap(key, changed, raw(vector, "info"))
    with pytest.raises(CannotOpen):
        P256.unwrap(key, cipher, b"other")


@pytest.mark.parametrize("vector", HPKE["xwing"])
def test_our_x_wing_keys_are_those_of_the_published_vectors(vector, monkeypatch):
    """They are published with ChaCha20-Poly1305 only: all but the last step is checked with it."""
    cipher, plain = without_header(vector, ChaCha20Poly1305)
    monkeypatch.setattr(XWing, "_hpke", Hpke(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305))
    key = encode(raw(vector, "skRm"))
    assert XWING.public_of(key) == encode(raw(vector, "pkRm"))
    assert XWING.unwrap(key, cipher, raw(vector, "info")) == plain


def test_sm2_makes_the_bytes_of_the_standard():
    assert sm2.public_of(SM2_KEY) == SM2_PUBLIC
    assert sm2.encrypt(SM2_PUBLIC, b"encryption standard", SM2_NUMBER) == SM2_CIPHER
    assert sm2.decrypt(SM2_KEY, SM2_CIPHER) == b"encryption standard"


@pytest.mark.parametrize("at", [0, 1, 40, 70, 100], ids=["form", "x", "y", "C3", "C2"])
def test_changed_sm2_bytes_do_not_open(at):
    changed = bytearray(SM2_CIPHER)
    changed[at] ^= 1
    with pytest.raises(ValueError, match=r"curve|C3"):
        sm2.decrypt(SM2_KEY, bytes(changed))


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_a_notice_under_a_suite_is_opened_under_it_also_after_the_setting_changed(suite, at_ten, settings, tmp_path):
    settings.KEYS_DIR, settings.SEALING_SUITE = tmp_path / "keys", suite.name
    published = trustees.trustee_set(NEED, at_ten)
    assert published["suite"] == suite.name
    envelope, _ = an_envelope(published)
    settings.SEALING_SUITE = next(name for name in SUITES if name != suite.name)
    held = trustees.collect(published, NEED, at_ten, closed=closed_at(at_ten))
    assert open_envelope(envelope, held.keys).plain["amount_fen"] == 3_850_000


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_a_trustee_on_its_own_machine_names_keys_of_every_suite_and_of_no_other(suite, at_ten, tmp_path):
    asked = {"need": NEED, "deadline": stamp(at_ten), "lot": "", "after": "", "suite": suite.name}
    trustee = Trustee(tmp_path, "")
    assert suite.is_wrapped(suite.wrap(trustee.name_key(asked)["pk"], b"share", b""), 5)
    with pytest.raises(Refused, match="suite"):
        trustee.name_key({**asked, "suite": suite.name + "2"})


def test_the_site_starts_with_every_suite_and_with_no_other():
    for name in SUITES:
        check_suite(name)
    with pytest.raises(ImproperlyConfigured, match="is not one of"):
        check_suite("ROT13")
