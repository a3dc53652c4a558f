"""The suite that withstands the fall of the curves: HPKE over X-Wing (ML-KEM-768 with X25519), SHA-256, HKDF-SHA-256, AES-256-GCM."""

# fmt: off
from hashlib import sha3_256, shake_256

from suites.aes import Sha2AndAes
from suites.mlkem import decapsulate, keys_of
from suites.x25519 import x25519

LABEL = b"\\.//^\\"
BASE = (9).to_bytes(32, "little")
LATTICE = 1088

def expanded(key):
    """(seed of ML-KEM, key of X25519) of the 32 bytes that stand for both."""
    if len(key) != 32:
        raise ValueError("not a private key")
    wide = shake_256(key).digest(96)
    return wide[:64], wide[64:]

class XWing(Sha2AndAes):
    name = "XWING-HKDF256-A256GCM"
    kem, encapsulated = b"\x64\x7a", LATTICE + 32
    def public_of(self, key):
        """The key of ML-KEM, then that of X25519."""
        seed, scalar = expanded(key)
        return keys_of(seed[:32])[1] + x25519(scalar, BASE)
    def shared(self, key, enc):
        """The secret that is shared through both encapsulations."""
        if len(enc) != self.encapsulated:
            raise ValueError("not an encapsulation")
        (seed, scalar), lattice, curve = expanded(key), enc[:LATTICE], enc[LATTICE:]
        secrets = decapsulate(seed, lattice) + x25519(scalar, curve)
        return sha3_256(secrets + curve + x25519(scalar, BASE) + LABEL).digest()
