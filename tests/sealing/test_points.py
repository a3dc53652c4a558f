"""What is a point of the curve: the stand-alone verifier and the server say the same."""

import importlib
import sys
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec

from ledger.export import VERIFIER

sys.path.insert(0, str(VERIFIER))
p256 = importlib.import_module("suites.p256")


def test_a_coordinate_past_the_prime_is_no_point_for_the_verifier_as_for_the_server():
    squares = {x: x**3 - 3 * x + p256.CURVE.b for x in range(1, 99)}
    x = next(x for x, square in squares.items() if pow(square, p256.CURVE.prime // 2, p256.CURVE.prime) == 1)
    y = pow(squares[x], (p256.CURVE.prime + 1) // 4, p256.CURVE.prime)

    def accepted(x: int) -> tuple[bool, bool]:
        point = b"\4" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
        return (
            not raises(p256.CURVE.point, point),
            not raises(ec.EllipticCurvePublicKey.from_encoded_point, ec.SECP256R1(), point),
        )

    assert accepted(x) == (True, True)
    assert accepted(x + p256.CURVE.prime) == (False, False)


def raises(what: Callable[..., object], *words: object) -> bool:
    try:
        what(*words)
    except ValueError:
        return True
    return False
