"""Who controls whom among the sign-ups of one need, by what agencies have declared. Codes alone; both verifiers derive the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

type Declared = Mapping[str, frozenset[str]]  # {a unit: who it says controls it}

STATE_ORGAN = "11"  # GB 32100-2015: codes of state organs begin so


def above(unit: str, declared: Declared) -> dict[str, str]:
    """Who controls a unit, at once or through one unit between: {controller: the unit between, or ""}."""
    at_once = declared.get(unit, frozenset())
    through = {higher: middle for middle in sorted(at_once, reverse=True) for higher in declared.get(middle, frozenset())}
    return {**through, **dict.fromkeys(at_once, "")}


def controls_among(units: Iterable[str], declared: Declared) -> dict[str, str]:
    """Which of these units control another of them or are controlled by one: {unit: in words, with whom}."""
    related: dict[str, list[str]] = {}
    here = set(units)
    for unit in sorted(here):
        for controller, middle in sorted(above(unit, declared).items()):
            if controller in here and controller != unit:
                words = f"{controller} 控制 {unit}" + (f"（经 {middle}）" if middle else "")
                related.setdefault(unit, []).append(words)
                related.setdefault(controller, []).append(words)
    return {unit: "；".join(said) for unit, said in related.items()}


def common_controllers_among(units: Iterable[str], declared: Declared) -> dict[str, str]:
    """Which of these units share a controller that is no state organ with another of them: {unit: in words, with whom and whose}."""
    under: dict[str, list[str]] = {}
    for unit in sorted(set(units)):
        for controller in above(unit, declared):
            if not controller.startswith(STATE_ORGAN):
                under.setdefault(controller, []).append(unit)
    related: dict[str, list[str]] = {}
    for controller, units_under in sorted(under.items()):
        for unit in units_under if len(units_under) > 1 else ():
            others = "、".join(other for other in units_under if other != unit)
            related.setdefault(unit, []).append(f"与 {others} 同受 {controller} 控制")
    return {unit: "；".join(said) for unit, said in related.items()}
