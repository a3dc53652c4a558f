"""Both draws of an inspection, from the register, the numbers and the contributions alone. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from draws.ways import Way, drawn
from supervision.register import Register


def both_drawn(
    number: str,
    register: Register,
    *,
    organ: str,
    region: str,
    item: str,
    agencies: int,
    inspectors: int,
    contributions: Sequence[tuple[str, str]],
    way: Way,
) -> dict[str, Any]:
    """What `inspection.drawn` says: the agencies are drawn first, whoever is tied to one of them stands aside, then the inspectors.

    Every agency has the same chance. `short`: fewer inspectors are left than are to inspect.
    """
    of_agencies = _draw(f"{number}/agencies", register.entrants(region, item), agencies, contributions, way)
    inspected = of_agencies["order"][:agencies]
    pool = register.pool(organ)
    aside = [code for code, ties in pool.items() if set(ties) & set(inspected)]
    of_inspectors = _draw(f"{number}/inspectors", [code for code in pool if code not in aside], inspectors, contributions, way)
    return {
        "inspection": number,
        "contributions": sorted([party, value] for party, value in contributions),
        "draws": [of_agencies, of_inspectors],
        "drawn": inspected,
        "aside": [{"inspector": code, "because": "tie"} for code in aside],
        "inspectors": of_inspectors["order"][:inspectors],
        "short": len(of_inspectors["order"]) < inspectors,
    }


def _draw(name: str, entrants: list[str], places: int, contributions: Sequence[tuple[str, str]], way: Way) -> dict[str, Any]:
    came = drawn(name, entrants, contributions, places=places, way=way)
    return {
        "draw": name,
        "entrants": sorted(entrants),
        "places": places,
        "seed": came.seed,
        "order": came.order,
    }
