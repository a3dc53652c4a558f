"""The keys that trustees released, all of them: each is the private one of the public key that the notice names."""

# fmt: off
from proofs import unb64
from suites import SUITES
from suites.pairs import strays

TOGETHER = 2_000  # keys that are judged at once

class Released:
    def key_released(self, e, suite, public):
        """Keeps a key until those of its suite are judged together."""
        self.released.setdefault(suite, {})[self.line] = e.i, e.key, public
        if len(self.released[suite]) >= TOGETHER:
            self.strays += foreign(suite, self.released.pop(suite))
    def keys_belong(self):
        """At the end, names every key that belongs to another public key or to none, by its line."""
        for suite, keys in self.released.items():
            self.strays += foreign(suite, keys)
        self.event = "trustee.released"
        found = sorted(self.strays)
        for self.line, i in found:
            self.say(f"the key that trustee {i} released does not belong to its public key in the notice")

def foreign(name, keys):
    """(line, trustee) of the keys {line: (trustee, key, public)} of a suite that do not belong to their public ones."""
    pairs = {line: pair for line, (_, *said) in keys.items() if (pair := read(said))}
    return [(line, keys[line][0]) for line in {*strays(SUITES[name], pairs), *(keys.keys() - pairs.keys())}]

def read(said):
    """A private and a public key in bytes, or None if they are not written as keys are."""
    try:
        return tuple(map(unb64, said))
    except (ValueError, TypeError):
        return None
