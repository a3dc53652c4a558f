"""The suites of algorithms that an envelope may name. An unknown name is refused, never guessed."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey
from cryptography.hazmat.primitives.hpke import Suite as Hpke
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sealing import sm2

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
TAG = 16
SM2_WRAPPED = 65 + 32 + 16


class CannotOpen(Exception):
    """A ciphertext that does not open with this key, or was changed."""


def encode(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bytes of a base64url text without padding.

    Raises:
        ValueError: for any other spelling of the same bytes: one value has one text.
    """
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(raw) != text:
        raise ValueError("not base64url without padding")
    return raw


class Suite(Protocol):
    """What an envelope asks of its algorithms."""

    name: str

    def digest(self, *parts: bytes) -> bytes:
        """The 32-byte digest of the joined parts."""

    def derive(self, secret: bytes, label: str, length: int) -> bytes:
        """Bytes derived from a secret under a label."""

    def lock(self, key: bytes, plain: bytes, header: bytes) -> bytes:
        """Encrypt with a key that is used once; the header is bound, not hidden."""

    def unlock(self, key: bytes, cipher: bytes, header: bytes) -> bytes:
        """Undo `lock`, or raise CannotOpen."""

    def key_from(self, raw: bytes) -> str:
        """A trustee's private key from 48 derived bytes."""

    def public_of(self, key: str) -> str:
        """The public key of a private one."""

    def is_wrapped(self, cipher: bytes, length: int) -> bool:
        """Whether the bytes have the shape of a wrapped content of this length."""

    def wrap(self, public: str, plain: bytes, info: bytes) -> bytes:
        """Encrypt to a trustee."""

    def unwrap(self, key: str, cipher: bytes, info: bytes) -> bytes:
        """Undo `wrap`, or raise CannotOpen."""


class Sha2AndAes:
    """SHA-256, HKDF-SHA-256 and AES-256-GCM, for the suites that differ in the wrapping alone."""

    def digest(self, *parts: bytes) -> bytes:
        """SHA-256."""
        return hashlib.sha256(b"".join(parts)).digest()

    def derive(self, secret: bytes, label: str, length: int) -> bytes:
        """HKDF-SHA-256 with a salt of zeros."""
        return HKDF(hashes.SHA256(), length, b"\0" * 32, label.encode()).derive(secret)

    def lock(self, key: bytes, plain: bytes, header: bytes) -> bytes:
        """AES-256-GCM; the nonce may be zero because the key serves one envelope."""
        return AESGCM(key).encrypt(b"\0" * 12, plain, header)

    def unlock(self, key: bytes, cipher: bytes, header: bytes) -> bytes:
        """The plain bytes."""
        try:
            return AESGCM(key).decrypt(b"\0" * 12, cipher, header)
        except InvalidTag as wrong:
            raise CannotOpen from wrong


class P256(Sha2AndAes):
    """P-256, HKDF-SHA-256, AES-256-GCM (RFC 9180 for the wrapping)."""

    name = "P256-HKDF256-A256GCM"
    _hpke = Hpke(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

    def key_from(self, raw: bytes) -> str:
        """A scalar in [1, order)."""
        return encode((int.from_bytes(raw, "big") % (P256_ORDER - 1) + 1).to_bytes(32, "big"))

    def _private(self, key: str) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(decode(key), "big"), ec.SECP256R1())

    def public_of(self, key: str) -> str:
        """The uncompressed point."""
        point = self._private(key).public_key()
        return encode(point.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint))

    def is_wrapped(self, cipher: bytes, length: int) -> bool:
        """An uncompressed point, the content, a tag."""
        return len(cipher) == 65 + length + TAG and cipher[0] == 4

    def wrap(self, public: str, plain: bytes, info: bytes) -> bytes:
        """The encapsulated key, then the ciphertext."""
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(public))
        return self._hpke.encrypt(plain, point, info=info)

    def unwrap(self, key: str, cipher: bytes, info: bytes) -> bytes:
        """The plain bytes."""
        try:
            return self._hpke.decrypt(cipher, self._private(key), info=info)
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen from wrong


class XWing(Sha2AndAes):
    """X-Wing (ML-KEM-768 with X25519, HPKE KEM 0x647a): an envelope that is kept stays shut when the curves fall."""

    name = "XWING-HKDF256-A256GCM"
    _hpke = Hpke(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

    def key_from(self, raw: bytes) -> str:
        """The seed of 32 bytes, from which both keys are expanded."""
        return encode(hashlib.sha256(raw).digest())

    def _private(self, key: str) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        expanded = hashlib.shake_256(decode(key)).digest(96)
        return MLKEM768PrivateKey.from_seed_bytes(expanded[:64]), X25519PrivateKey.from_private_bytes(expanded[64:])

    def public_of(self, key: str) -> str:
        """The ML-KEM key, then the X25519 key."""
        lattice, curve = self._private(key)
        return encode(lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw())

    def is_wrapped(self, cipher: bytes, length: int) -> bool:
        """Both encapsulations, the content, a tag."""
        return len(cipher) == 1088 + 32 + length + TAG

    def wrap(self, public: str, plain: bytes, info: bytes) -> bytes:
        """Both encapsulations, then the ciphertext."""
        raw = decode(public)
        lattice, curve = MLKEM768PublicKey.from_public_bytes(raw[:-32]), X25519PublicKey.from_public_bytes(raw[-32:])
        return self._hpke.encrypt(plain, MLKEM768X25519PublicKey(lattice, curve), info=info)

    def unwrap(self, key: str, cipher: bytes, info: bytes) -> bytes:
        """The plain bytes."""
        try:
            return self._hpke.decrypt(cipher, MLKEM768X25519PrivateKey(*self._private(key)), info=info)
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen from wrong


class ShangMi:
    """SM2, SM3 and SM4-GCM. SM2 carries a fresh SM4 key, under which the content is bound to its header."""

    name = "SM2-SM3-SM4GCM"

    def digest(self, *parts: bytes) -> bytes:
        """SM3."""
        return sm2.sm3(*parts)

    def derive(self, secret: bytes, label: str, length: int) -> bytes:
        """HKDF-SM3 with a salt of zeros."""
        return HKDF(hashes.SM3(), length, b"\0" * 32, label.encode()).derive(secret)

    def lock(self, key: bytes, plain: bytes, header: bytes) -> bytes:
        """SM4-GCM under the first 16 bytes of the key, which serves one envelope."""
        locking = Cipher(algorithms.SM4(key[:16]), modes.GCM(b"\0" * 12)).encryptor()
        locking.authenticate_additional_data(header)
        return locking.update(plain) + locking.finalize() + locking.tag

    def unlock(self, key: bytes, cipher: bytes, header: bytes) -> bytes:
        """The plain bytes."""
        try:
            unlocking = Cipher(algorithms.SM4(key[:16]), modes.GCM(b"\0" * 12, cipher[-TAG:])).decryptor()
            unlocking.authenticate_additional_data(header)
            return unlocking.update(cipher[:-TAG]) + unlocking.finalize()
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen from wrong

    def key_from(self, raw: bytes) -> str:
        """A scalar in [1, order - 1)."""
        return encode((int.from_bytes(raw, "big") % (sm2.ORDER - 2) + 1).to_bytes(32, "big"))

    def public_of(self, key: str) -> str:
        """The uncompressed point."""
        return encode(sm2.public_of(int.from_bytes(decode(key), "big")))

    def is_wrapped(self, cipher: bytes, length: int) -> bool:
        """C1 ‖ C3 ‖ C2 of the SM4 key, then the content and a tag."""
        return len(cipher) == SM2_WRAPPED + length + TAG and cipher[0] == 4

    def wrap(self, public: str, plain: bytes, info: bytes) -> bytes:
        """The SM4 key under SM2, then the ciphertext."""
        key = secrets.token_bytes(16)
        return sm2.encrypt(decode(public), key) + self.lock(key, plain, info)

    def unwrap(self, key: str, cipher: bytes, info: bytes) -> bytes:
        """The plain bytes."""
        try:
            inner = sm2.decrypt(int.from_bytes(decode(key), "big"), cipher[:SM2_WRAPPED])
        except ValueError as wrong:
            raise CannotOpen from wrong
        return self.unlock(inner, cipher[SM2_WRAPPED:], info)


DEFAULT = P256()
SUITES: dict[str, Suite] = {each.name: each for each in (DEFAULT, XWing(), ShangMi())}
