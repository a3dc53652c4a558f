"""Inspections: both lists from the registrations on the record, both draws from numbers that were fixed before the lists were."""

# fmt: off
from draw import USUAL, draw, is_known, lp
from proofs import difference, later, sha, unhex

def lies_in(region, wide):
    while wide.endswith("00"):
        wide = wide[:-2]
    return region.startswith(wide)

class Inspections:
    def noted(self, e):
        self.facts.append(e)
    def on_service_offered(self, e):
        self.noted(e)
        self.offer(e, e.type == "service.offered")
    on_service_withdrawn = on_service_offered
    def on_inspector_listed(self, e):
        self.once("inspector", e.inspector)
        self.listed_inspectors.add(e.inspector)
        e.by == {"kind": "regulator", "org": e.organ} or self.say(f"expected {e.organ} to list its own inspectors")
        self.noted(e)
    def on_inspector_unlisted(self, e):
        e.inspector in self.listed_inspectors or self.say(f"{e.inspector} is in no pool")
        self.listed_inspectors.discard(e.inspector)
        self.noted(e)
    def register_before(self, moment):
        """Agencies with region and items, inspectors with organ and ties, after the facts of before a moment."""
        agencies, inspectors = {}, {}
        for e in self.facts:
            if e.at >= moment:
                continue
            if e.type == "org.registered":
                agencies[e.org] = (e.get("region", ""), {each["item"] for each in e.get("services", ()) if isinstance(each, dict) and isinstance(each.get("item"), str)})
            elif e.type == "org.removed":
                agencies.pop(e.org, None)
            elif e.type == "inspector.listed":
                inspectors[e.inspector] = (e.organ, e.ties)
            elif e.type == "inspector.unlisted":
                inspectors.pop(e.inspector, None)
            elif e.org in agencies:
                items = agencies[e.org][1]
                (items.add if e.type == "service.offered" else items.discard)(e.item)
        return agencies, inspectors
    def on_inspection_announced(self, e):
        self.once("inspection", e.inspection)
        e.by == {"kind": "regulator", "org": e.organ} or self.say(f"expected {e.organ} to announce its own inspection")
        (e.listed_at, e.draws_at) == (later(e.at, minutes=60), later(e.at, days=1)) or self.say("expected the lists an hour and the draw a day after the announcement")
        e.agencies >= 1 and e.inspectors >= 2 or self.say("expected at least one agency and two inspectors")
        fine = set(e.commits) == {"operator", e.organ} and all(len(unhex(each)) == 32 for each in e.commits.values())
        fine or self.say("expected the commitments of operator and organ, and no other")
        way = e.get("way", USUAL)
        is_known(way, False, "none") or self.say(f"expected a way of drawing that is known, found {way}")
        self.inspections[e.inspection] = {"said": e, "shown": {}, "drawn": False, "line": self.line}
    def inspection(self, e):
        i = self.inspections.get(e.inspection) or self.wrong(f"expected {e.inspection} to be announced before")
        not i["drawn"] or self.say(f"{e.inspection} was drawn before")
        return i
    def binds(self, e, party, value):
        said = self.inspections[e.inspection]["said"]
        parts = map(lp, (e.inspection.encode(), party.encode(), unhex(value)))
        return len(value) == 64 and sha(b"draw/1 commit\n", *parts).hex() == said.commits.get(party)
    def on_inspection_shown(self, e):
        i = self.inspection(e)
        said = i["said"]
        e.party == said.organ and e.by == {"kind": "regulator", "org": said.organ} and not i["shown"] or self.say(f"expected {said.organ} to show its number, once")
        settled = later(said.listed_at, minutes=10)  # nothing of before the lists may come onto the record after it
        settled <= e.at < said.draws_at or self.say(f"expected a number shown from {settled} on and before {said.draws_at}")
        self.binds(e, e.party, e.value) or self.say("the number shown is not the one that was committed to")
        i["shown"][e.party] = e.value
    def on_inspection_drawn(self, e):
        i = self.inspection(e)
        said, i["drawn"] = i["said"], True
        e.at >= said.draws_at or self.say(f"drawn at {e.at}, announced for {said.draws_at}")
        values = {party: value for party, value in e.contributions}
        self.binds(e, "operator", values.get("operator", "")) or self.say("the operator's number is not the one that it committed itself to")
        given = sorted([["operator", values.get("operator", "")], [said.organ, i["shown"].get(said.organ, said.commits[said.organ])]])
        agencies, inspectors = self.register_before(said.listed_at)
        listed = [code for code, (at, items) in agencies.items() if lies_in(at, said.region) and (not said.item or said.item in items)]
        first = {**draw(f"{e.inspection}/agencies", listed, given, None, said.agencies, said.get("way")), "places": said.agencies}
        inspected = first["order"][:said.agencies]
        pool = {code: ties for code, (organ, ties) in sorted(inspectors.items()) if organ == said.organ}
        aside = [code for code, ties in pool.items() if set(ties) & set(inspected)]
        second = {**draw(f"{e.inspection}/inspectors", [code for code in pool if code not in aside], given, None, said.inspectors, said.get("way")), "places": said.inspectors}
        wanted = {
            "contributions": given, "draws": [first, second], "drawn": inspected, "aside": [{"inspector": code, "because": "tie"} for code in aside],
            "inspectors": second["order"][:said.inspectors], "short": len(second["order"]) < said.inspectors,
        }
        found = difference({name: e[name] for name in wanted}, wanted)
        not found or self.say(f"the draw does not follow from the register and the numbers committed to: {found}")
    def left_undrawn(self):
        """At the end of the record: whoever can reckon a draw beforehand could let it fall."""
        for name, i in self.inspections.items():
            if not i["drawn"] and self.outlived(i["line"], i["said"], days=2):
                self.say(f"expected {name} to be drawn within a day of its hour, the record goes on to {self.latest} without it")
