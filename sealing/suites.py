"""The suites of algorithms that an envelope may name. An unknown name is refused, never guessed."""

from __future__ import annotations

import base64
import hashlib
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM
from cryptography.hazmat.primitives.hpke import Suite as Hpke
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


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

    def wrap(self, public: str, plain: bytes, info: bytes) -> bytes:
        """Encrypt to a trustee (HPKE base mode)."""

    def unwrap(self, key: str, cipher: bytes, info: bytes) -> bytes:
        """Undo `wrap`, or raise CannotOpen."""


class P256:
    """P-256, HKDF-SHA-256, AES-256-GCM (RFC 9180 for the wrapping)."""

    name = "P256-HKDF256-A256GCM"
    _hpke = Hpke(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

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

    def key_from(self, raw: bytes) -> str:
        """A scalar in [1, order)."""
        return encode((int.from_bytes(raw, "big") % (P256_ORDER - 1) + 1).to_bytes(32, "big"))

    def _private(self, key: str) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(decode(key), "big"), ec.SECP256R1())

    def public_of(self, key: str) -> str:
        """The uncompressed point."""
        point = self._private(key).public_key()
        return encode(point.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint))

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


DEFAULT = P256()
SUITES: dict[str, Suite] = {DEFAULT.name: DEFAULT}
