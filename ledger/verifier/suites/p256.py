"""The default suite: HPKE over P-256 (RFC 9180), SHA-256, HKDF-SHA-256, AES-256-GCM."""

# fmt: off
import functools

from proofs import mac
from suites.aes import Sha2AndAes, expand
from suites.curve import Curve, uncompressed

CURVE = Curve(
    2**256 - 2**224 + 2**192 + 2**96 - 1,
    0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5),
)
KEM = b"HPKE-v1KEM\0\x10"

@functools.lru_cache(None)
def public_of(key):
    return uncompressed(CURVE.times(CURVE.scalar(key, CURVE.order), CURVE.base))

class P256(Sha2AndAes):
    name = "P256-HKDF256-A256GCM"
    kem, encapsulated = b"\0\x10", 65
    public_of, curve, below = staticmethod(public_of), CURVE, CURVE.order
    def shared(self, key, enc):
        """The secret that is shared through an uncompressed point."""
        x, _ = CURVE.times(CURVE.scalar(key, CURVE.order), CURVE.point(enc))
        secret = mac(b"", KEM, b"eae_prk", x.to_bytes(32, "big"))
        return expand(secret, b"\0\x20" + KEM + b"shared_secret" + enc + public_of(key), 32)
