"""What the way of a draw must keep before it is named, and the value of a public source before it goes into a draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.rulebook import Kind, rule

SOURCE = "本站抽取规则"
RFC3797 = "RFC 3797 §4"
SINCE = date(2018, 7, 19)


@dataclass(frozen=True)
class BeaconFacts:
    """A value that somebody brings. `fault`: what is wrong with it, as the source itself judges."""

    is_after_closing: bool
    is_in_time: bool
    fault: str = ""


@rule(SOURCE, law="B5", since=SINCE, kind=Kind.DEFAULT)
def beacon_comes_after_the_closing(facts: BeaconFacts) -> bool:
    """The public value of a draw is taken after the deadline, when nobody can enter any more."""
    return facts.is_after_closing


@rule(SOURCE, law="B5", since=SINCE, kind=Kind.DEFAULT)
def beacon_comes_in_its_time(facts: BeaconFacts) -> bool:
    """A public value counts until the moment that the notice names; later it is missed, and what the notice says of that holds."""
    return facts.is_in_time


@rule(SOURCE, law="B5", since=SINCE, kind=Kind.DEFAULT, explain=lambda facts: facts.fault)
def beacon_is_the_sources_own(facts: BeaconFacts) -> bool:
    """A public value has the form that its source gives it, and its signature where the source signs."""
    return not facts.fault


@dataclass(frozen=True)
class WayFacts:
    """The way of drawing that a notice names, and what it would have to draw with it."""

    is_by_rfc_3797: bool
    draws_numbers: bool
    source_gives_numbers: bool


@rule(RFC3797, law="B5", since=SINCE, kind=Kind.DEFAULT)
def pool_holds_everybody_once(facts: WayFacts) -> bool:
    """RFC 3797 knows a pool in which everybody stands once: where some hold more numbers than others, the notice names another way of drawing."""
    return not (facts.is_by_rfc_3797 and facts.draws_numbers)


@rule(RFC3797, law="B5", since=SINCE, kind=Kind.DEFAULT)
def source_is_of_whole_numbers(facts: WayFacts) -> bool:
    """RFC 3797 takes whole numbers: beside it no notary is named, who may write down any words."""
    return facts.source_gives_numbers or not facts.is_by_rfc_3797


TO_NAME_A_WAY = (pool_holds_everybody_once, source_is_of_whole_numbers)
TO_TAKE_A_BEACON = (beacon_comes_after_the_closing, beacon_comes_in_its_time, beacon_is_the_sources_own)
