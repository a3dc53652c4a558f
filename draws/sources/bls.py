"""The signature of drand's quicknet over a round, in BLS12-381: scheme bls-unchained-g1-rfc9380."""

import hashlib

from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.bls.point_compression import decompress_G1, decompress_G2
from py_ecc.optimized_bls12_381 import FQ12, G2, curve_order, final_exponentiate, is_inf, multiply, neg, pairing

KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def is_signed(turn: int, signature: str) -> bool:
    """Whether the network signed this round; a pairing, most of a second."""
    try:
        raw, key = bytes.fromhex(signature), bytes.fromhex(KEY)
        if len(raw) != 48:
            return False
        point = decompress_G1(int.from_bytes(raw, "big"))
        public = decompress_G2((int.from_bytes(key[:48], "big"), int.from_bytes(key[48:], "big")))
    except ValueError:
        return False
    if is_inf(point) or not is_inf(multiply(point, curve_order)):
        return False
    hashed = hash_to_G1(hashlib.sha256(turn.to_bytes(8, "big")).digest(), DOMAIN, hashlib.sha256)
    both = pairing(G2, point, final_exponentiate=False) * pairing(public, neg(hashed), final_exponentiate=False)
    return bool(final_exponentiate(both) == FQ12.one())
