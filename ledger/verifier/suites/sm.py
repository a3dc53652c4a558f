"""The SM suite: SM2 (GB/T 32918.4) around a key of SM4 (GB/T 32907), SM3, HKDF-SM3, SM4-GCM (RFC 8998)."""

# fmt: off
import functools

from sm3 import sm3, sm3_mac
from suites.aes import expand
from suites.curve import Curve, uncompressed
from suites.gcm import gcm_open
from suites.sm4 import sm4, sm4_keys

CURVE = Curve(
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF,
    0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93,
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123,
    (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0),
)
WRAPPED = 65 + 32 + 16  # C1, C3 and C2 of a key of SM4

@functools.lru_cache(None)
def public_of(key):
    return uncompressed(CURVE.times(CURVE.scalar(key, CURVE.order - 1), CURVE.base))

def sm2_open(key, cipher):
    """What was encrypted under SM2, C1 ‖ C3 ‖ C2."""
    shared = uncompressed(CURVE.times(CURVE.scalar(key, CURVE.order - 1), CURVE.point(cipher[:65])))[1:]
    mask = b"".join(sm3(shared, n.to_bytes(4, "big")) for n in range(1, (len(cipher) - 66) // 32 + 1))
    plain = bytes(a ^ b for a, b in zip(cipher[97:], mask))
    if sm3(shared[:32], plain, shared[32:]) != cipher[65:97]:
        raise ValueError("C3 does not fit")
    return plain

def sm4_gcm_open(key, nonce, cipher, header):
    if len(key) != 16:
        raise ValueError("not a key of SM4")
    keys = sm4_keys(key)
    return gcm_open(lambda blocks: [sm4(keys, block) for block in blocks], nonce, cipher, header)

class ShangMi:
    name = "SM2-SM3-SM4GCM"
    digest = staticmethod(sm3)
    public_of, curve, below = staticmethod(public_of), CURVE, CURVE.order - 1
    def derive(self, secret, label, size=32):
        return expand(sm3_mac(bytes(32), secret), label.encode(), size, sm3_mac)
    def unlock(self, key, cipher, header):
        """Under the first 16 bytes of the key."""
        return sm4_gcm_open(key[:16], bytes(12), cipher, header)
    def unwrap(self, key, cipher, info):
        """A key of SM4 under SM2, then the ciphertext."""
        return sm4_gcm_open(sm2_open(key, cipher[:WRAPPED]), bytes(12), cipher[WRAPPED:], info)
