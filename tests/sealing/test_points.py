"""What is a point of the curve: the stand-alone verifier and the server say the same."""

import importlib
import sys
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec

from ledger.export import VERIFIER

sys.path.insert(0, str(VERIFIER))
void = importlib.import_module("void")
INFO = b"bid-seal/1 share"


def test_a_coordinate_past_the_prime_is_no_point_for_the_verifier_as_for_the_server(monkeypatch):
    monkeypatch.setattr(void, "gcm_open", lambda key, nonce, cipher, header: b"opened")
    squares = {x: x**3 - 3 * x + void.B for x in range(1, 99)}
    x = next(x for x, square in squares.items() if pow(square, void.P // 2, void.P) == 1)
    y = pow(squares[x], (void.P + 1) // 4, void.P)

    def accepted(x: int) -> tuple[bool, bool]:
        point = b"\4" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
        return (
            not raises(void.hpke_open, 7, point + bytes(81), INFO),
            not raises(ec.EllipticCurvePublicKey.from_encoded_point, ec.SECP256R1(), point),
        )

    assert accepted(x) == (True, True)
    assert accepted(x + void.P) == (False, False)


def raises(what: Callable[..., object], *words: object) -> bool:
    try:
        what(*words)
    except ValueError:
        return True
    return False
