"""The register of agencies and the pools of inspectors at a moment, folded from facts of the public record. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

FACTS = (
    "org.registered",
    "org.removed",
    "service.offered",
    "service.withdrawn",
    "inspector.listed",
    "inspector.unlisted",
)


def lies_in(region: str, wide: str) -> bool:
    """Whether a region is another or lies within it, by their codes (GB/T 2260: pairs of zeros stand for the whole)."""
    while wide.endswith("00"):
        wide = wide[:-2]
    return region.startswith(wide)


@dataclass
class Register:
    """Who is registered, with region and items, and which inspectors each organ has, with their ties."""

    agencies: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    inspectors: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def take(self, fact: Mapping[str, Any]) -> None:
        """Take one fact in."""
        event = fact["type"]
        if event == "org.registered":
            self.agencies[fact["org"]] = (fact.get("region", ""), {each["item"] for each in fact.get("services", [])})
        elif event == "org.removed":
            self.agencies.pop(fact["org"], None)
        elif event == "inspector.listed":
            self.inspectors[fact["inspector"]] = (fact["organ"], fact["ties"])
        elif event == "inspector.unlisted":
            self.inspectors.pop(fact["inspector"], None)
        elif fact["org"] in self.agencies:
            items = self.agencies[fact["org"]][1]
            (items.add if event == "service.offered" else items.discard)(fact["item"])

    def entrants(self, region: str, item: str) -> list[str]:
        """The codes of the agencies of a region that offer an item (any, where it is "")."""
        found = [code for code, (at, items) in self.agencies.items() if lies_in(at, region) and (not item or item in items)]
        return sorted(found)

    def pool(self, organ: str) -> dict[str, list[str]]:
        """The inspectors of an organ, each with its ties."""
        return {code: ties for code, (of, ties) in sorted(self.inspectors.items()) if of == organ}


def register_of(facts: Iterable[Mapping[str, Any]], *, before: str | None = None) -> Register:
    """The register after the facts in their order, of those before a moment (`ledger.record.stamp`) where one is given."""
    register = Register()
    for fact in facts:
        if before is None or fact["at"] < before:
            register.take(fact)
    return register
