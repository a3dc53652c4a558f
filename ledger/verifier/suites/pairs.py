"""Whether private keys are those of public ones: each by itself, or all that lie on one curve at once.

With a random weight of 64 bits for each, drawn by whoever checks, their sum is right by chance once in 2**64 (the curves have prime order).
Where it is wrong its halves are summed, down to the pair that is.
"""

# fmt: off
from os import urandom


def gives(suite, key, public):
    """Whether a private key is the one of a public key."""
    try:
        return suite.public_of(key) == public
    except ValueError:
        return False

def strays(suite, pairs):
    """The names of the pairs {name: (key, public)} that do not belong together."""
    if not hasattr(suite, "curve"):
        return [name for name, pair in pairs.items() if not gives(suite, *pair)]
    found, read = [], []
    for name, (key, public) in pairs.items():
        try:
            read.append((name, suite.curve.scalar(key, suite.below), suite.curve.point(public)))
        except ValueError:
            found.append(name)
    return found + apart(suite.curve, read)

def apart(curve, read):
    if not read or belong(curve, read):
        return []
    half = len(read) // 2
    return apart(curve, read[:half]) + apart(curve, read[half:]) if half else [read[0][0]]

def belong(curve, read):
    weights = [int.from_bytes(urandom(8), "big") for _ in read] if len(read) > 1 else [1]
    keys = sum(weight * scalar for weight, (_, scalar, _) in zip(weights, read))
    return curve.combined([(-keys % curve.order, curve.base), *((weight, point) for weight, (_, _, point) in zip(weights, read))]) is None
