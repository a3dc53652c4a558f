"""The keys that trustees released, all of them: each is the private one of the public key that the notice names."""

# fmt: off
from proofs import unb64
from suites import SUITES
from suites.pairs import strays

TOGETHER = 2_000  # keys that are judged at once, beside the replay where something stands beside it

class Released:
    def note_key(self, n, named, e):
        """Keep a key until those of its suite are judged together."""
        for each in named["set"]:
            if type(each) is dict and "i" in each and each["i"] == e.i:
                self.released.setdefault(n.suite.name, {})[self.line] = e.i, e.key, each["pk"]
        if self.beside and len(self.released.get(n.suite.name, ())) >= TOGETHER:
            self.beside.put((n.suite.name, self.released.pop(n.suite.name)))
    def keys_belong(self):
        """At the end, names every key that belongs to another public key or to none, by its line."""
        for suite, keys in self.released.items():
            self.strays += foreign(suite, keys)
        self.event = "trustee.released"
        found = sorted(self.strays)
        for self.line, i in found:
            self.expect(False, f"the key that trustee {i} released does not belong to its public key in the notice")

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
