"""How the bids of one need stand to one another, by who bids with each and by what agencies have declared. Codes alone; both verifiers derive the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping

type Declared = Mapping[str, frozenset[str]]  # {a unit: who it says controls it}
type Sides = Mapping[str, Collection[str]]  # {a bidder: itself and the other parties of its joint venture}
type Said = dict[str, str]  # {a bidder: in words, with whom and how}

STATE_ORGAN = "11"  # GB 32100-2015: codes of state organs begin so


def above(unit: str, declared: Declared) -> dict[str, str]:
    """Who controls a unit, at once or through one unit between: {controller: the unit between, or ""}."""
    at_once = declared.get(unit, frozenset())
    through = {higher: middle for middle in sorted(at_once, reverse=True) for higher in declared.get(middle, frozenset())}
    return {**through, **dict.fromkeys(at_once, "")}


def controls_among(sides: Sides, declared: Declared) -> Said:
    """Which bids have a party that controls a party of another bid, or is controlled by one."""
    related: dict[str, list[str]] = {}
    bids_of = _bids_by_unit(sides)
    for bidder, unit in _each_party(sides):
        for controller, middle in sorted(above(unit, declared).items()):
            others = [other for other in bids_of.get(controller, ()) if other != bidder and controller != unit]
            words = f"{controller} 控制 {unit}" + (f"（经 {middle}）" if middle else "")
            for each in (bidder, *others) if others else ():
                related.setdefault(each, []).append(words)
    return _in_words(related)


def common_controllers_among(sides: Sides, declared: Declared) -> Said:
    """Which bids share a controller that is no state organ with another bid."""
    under: dict[str, dict[str, str]] = {}
    for bidder, unit in _each_party(sides):
        for controller in above(unit, declared):
            if not controller.startswith(STATE_ORGAN):
                under.setdefault(controller, {}).setdefault(bidder, unit)
    related: dict[str, list[str]] = {}
    for controller, by_bid in sorted(under.items()):
        for bidder in by_bid if len(by_bid) > 1 else ():
            others = "、".join(unit for other, unit in by_bid.items() if other != bidder)
            related.setdefault(bidder, []).append(f"与 {others} 同受 {controller} 控制")
    return _in_words(related)


def joined_twice_among(sides: Sides) -> Said:
    """Which bids have a party that also bids alone, or with another joint venture."""
    related: dict[str, list[str]] = {}
    for unit, bidders in sorted(_bids_by_unit(sides).items()):
        for bidder in bidders if len(bidders) > 1 else ():
            others = [other for other in bidders if other != bidder]
            also = [f"{other} 牵头的联合体" if len(sides[other]) > 1 else "自己名义的投标" for other in others]
            related.setdefault(bidder, []).append(f"{unit} 又参加了{'、'.join(also)}")
    return _in_words(related)


def _each_party(sides: Sides) -> list[tuple[str, str]]:
    return [(bidder, unit) for bidder in sorted(sides) for unit in sorted(set(sides[bidder]))]


def _bids_by_unit(sides: Sides) -> dict[str, list[str]]:
    bids: dict[str, list[str]] = {}
    for bidder, unit in _each_party(sides):
        bids.setdefault(unit, []).append(bidder)
    return bids


def _in_words(related: Mapping[str, list[str]]) -> Said:
    return {bidder: "；".join(dict.fromkeys(said)) for bidder, said in related.items()}
