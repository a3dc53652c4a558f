"""The suites of algorithms that a notice may name, by the standard library alone: what a sealed envelope asks of each.

    digest(*parts)                  the 32-byte hash of the joined parts
    derive(secret, label, size)     bytes derived from a secret under a label
    unlock(key, cipher, header)     what was encrypted under a key that serves one envelope
    public_of(key)                  the public key of a trustee's private one; a `curve` and what keys are `below` where points are
    unwrap(key, cipher, info)       what was encrypted to a trustee

Whatever does not open raises ValueError. Slow and plain; no secret is handled here: all keys are public by now.
"""

# fmt: off
from suites.p256 import P256
from suites.sm import ShangMi
from suites.xwing import XWing

DEFAULT = P256()
SUITES = {each.name: each for each in (DEFAULT, XWing(), ShangMi())}

def suite_of(trustees):
    """The suite that a notice's trustees name, or None: an unknown name is never guessed."""
    name = trustees.get("suite") if type(trustees) is dict else None
    return SUITES.get(name) if type(name) is str else None
