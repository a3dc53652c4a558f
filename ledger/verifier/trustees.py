"""Who named the keys of a need: each trustee but the platform itself signed its own, for this need, lot, deadline and suite."""

# fmt: off
from proofs import canonical, is_signed, unhex

def numbers(named):
    """The numbers of a lot's trustees."""
    return [each["i"] for each in named["set"] if type(each) is dict and "i" in each]

def well_formed(named):
    holders = named.get("set") if type(named) is dict else None
    return type(holders) is list and all(type(each) is dict and {"i", "name", "pk"} <= set(each) for each in holders)

def numbered(named):
    """Whether the holders stand in order, no two alike, and no more of them are asked for than there are."""
    holders, t, n = named["set"], named.get("t"), named.get("n")
    apart = len(holders) == 1 or all(len({canonical(each[name]) for each in holders if name in each}) == sum(name in each for each in holders) for name in ("name", "pk", "by"))
    return apart and type(t) is type(n) is int and 1 <= t <= n == len(holders) and canonical([each["i"] for each in holders]) == canonical(list(range(1, n + 1)))

def is_named_by(trustee, facts):
    """Whether a trustee signed its public key with these facts."""
    try:
        said = b"trustee/1\n" + canonical({**facts, "pk": trustee["pk"]}).encode()
        return is_signed(unhex(trustee["by"]), said, unhex(trustee["sig"]))
    except (ValueError, KeyError, TypeError, IndexError):
        return False

class Trustees:
    def trustees_of(self, n):
        """The holders of each lot of a notice."""
        lots = n.trustees.get("lots", {})
        for named in (n.trustees, *(lots.values() if type(lots) is dict else [None])):
            if well_formed(named):
                self.keys_named(n.need, named)
            else:
                self.say("expected trustees, each with its number, name and key")
    def keys_fresh(self, n):
        """The platform makes its keys anew for each need, lot and deadline: what one released would open what comes later."""
        lots, own = n.trustees.get("lots", {}), canonical([n.need, n.deadline])
        for named in filter(well_formed, (n.trustees, *(lots.values() if type(lots) is dict else ()))):
            for pk in (canonical(each["pk"]) for each in named["set"] if "by" not in each):
                self.keys.setdefault(pk, own) == own or self.say(f"expected a new key of the platform for this need and deadline, found that of {self.keys[pk]}")
    def keys_named(self, need, named):
        numbered(named) or self.say("expected trustees numbered from 1, with names and keys of their own, of whom no more are asked for than there are")
        foreign = [each for each in named["set"] if "by" in each]
        len(named["set"]) - len(foreign) <= 1 or self.say("expected every trustee but the platform itself to have signed its key")
        facts = {"need": need, "deadline": named.get("deadline"), "lot": named.get("lot", ""), "after": named.get("after", ""), "suite": named.get("suite")}
        for each in foreign:
            is_named_by(each, facts) or self.say(f"the key of trustee {each['i']} is not signed by it for this need, lot and deadline")
            known = self.trustees is None or [each["name"], each["by"]] in self.trustees
            known or self.say(f"trustee {each['i']} is not one of trust.json")

def trusted(trust):
    """The trustees that trust.json names, [name, key] each; None where it names none."""
    told = trust.get("trustees")
    return None if told is None else [[each.get("name"), each.get("key")] for each in told if isinstance(each, dict)] if isinstance(told, list) else []
