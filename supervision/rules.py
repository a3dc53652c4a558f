"""The law of inspections: who draws, how many, among whom, and when a number counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kernel.rulebook import Kind, rule

PLAN_24 = "方案第 24 项（双随机、一公开）"
OWN = "本站抽取规则"
SINCE = date(2018, 7, 19)
INSPECTORS_LEAST = 2
LIST_AFTER_MINUTES = 60  # from the announcement to the moment for which the lists are taken
DRAW_AFTER_DAYS = 1  # from the announcement to the draw
SETTLED_MINUTES = 10  # how far an entry may stand behind its moment on the record (docs/events.md)


@dataclass(frozen=True)
class AnnouncementFacts:
    """An inspection before it is announced. `commit` is the organ's, in hex."""

    agencies: int
    inspectors: int
    on_the_register: int
    in_the_pool: int
    lies_in_the_region: bool
    number: str
    next_number: str
    commit: str


@dataclass(frozen=True)
class ShowingFacts:
    """An organ that shows the number to which it had committed itself. `opens_at`: when nothing can join the lists any more."""

    now: datetime
    opens_at: datetime
    draws_at: datetime
    fits: bool
    is_shown: bool


@dataclass(frozen=True)
class DrawingFacts:
    """An inspection before its draw. `waiting` counts facts of before the lists' moment that are not in order yet."""

    now: datetime
    draws_at: datetime
    waiting: int


@dataclass(frozen=True)
class InspectorFacts:
    """Somebody who is to be taken into an organ's pool."""

    is_official_of_the_organ: bool
    is_listed: bool


def _many(said: str, found: int, wanted: int) -> str:
    return f"{said} {found}，要抽 {wanted}"


@rule(
    "行政处罚法第 42 条",
    law="R7",
    since=SINCE,
    kind=Kind.PRACTICE,
    explain=lambda f: f"填写的是 {f.inspectors} 人",
)
def inspectors_are_at_least_two(facts: AnnouncementFacts) -> bool:
    """An inspection is made by at least two inspectors."""
    return facts.inspectors >= INSPECTORS_LEAST


@rule(PLAN_24, law="R7", since=SINCE, explain=lambda f: _many("登记在册的机构", f.on_the_register, f.agencies))
def agencies_are_drawn_from_more(facts: AnnouncementFacts) -> bool:
    """The agencies to inspect are drawn at random, so the register holds more of them than are drawn."""
    return 0 < facts.agencies < facts.on_the_register


@rule(PLAN_24, law="R7", since=SINCE, explain=lambda f: _many("检查人员库在库人数", f.in_the_pool, f.inspectors))
def inspectors_are_drawn_from_more(facts: AnnouncementFacts) -> bool:
    """The inspectors are drawn at random, so the organ's pool holds more of them than are drawn."""
    return facts.inspectors < facts.in_the_pool


@rule(PLAN_24, law="R7", since=SINCE, kind=Kind.DEFAULT)
def inspection_stays_in_the_organs_region(facts: AnnouncementFacts) -> bool:
    """An organ inspects within its own region."""
    return facts.lies_in_the_region


@rule(OWN, law="R7", since=SINCE, kind=Kind.DEFAULT)
def inspection_takes_the_next_number(facts: AnnouncementFacts) -> bool:
    """Inspections are numbered without a gap; where another took the number meanwhile, the organ commits itself anew under the next."""
    return facts.number == facts.next_number


@rule(OWN, law="R7", since=SINCE, kind=Kind.DEFAULT)
def organ_commits_itself(facts: AnnouncementFacts) -> bool:
    """The organ gives the SHA-256 of a number of its own before anybody can know the list, and keeps the number to itself."""
    return len(facts.commit) == 64 and set(facts.commit) <= set("0123456789abcdef")


@rule(OWN, law="R7", since=SINCE, kind=Kind.DEFAULT, explain=lambda f: "已经出示过" if f.is_shown else "")
def number_is_shown_between_list_and_draw(facts: ShowingFacts) -> bool:
    """The organ shows its number once, after the lists are settled and before the draw; later the committed value stands in for it."""
    return not facts.is_shown and facts.opens_at <= facts.now < facts.draws_at


@rule(OWN, law="R7", since=SINCE, kind=Kind.DEFAULT)
def number_shown_is_the_one_committed(facts: ShowingFacts) -> bool:
    """The number shown is the one to which the organ committed itself."""
    return facts.fits


@rule(OWN, law="R7", since=SINCE, kind=Kind.DEFAULT)
def inspection_is_drawn_at_its_hour(facts: DrawingFacts) -> bool:
    """An inspection is drawn at the hour that was announced or later, when every fact of before its lists is in order on the record."""
    return facts.now >= facts.draws_at and not facts.waiting


@rule(PLAN_24, law="R7", since=SINCE, kind=Kind.DEFAULT)
def inspector_is_an_official_of_the_organ(facts: InspectorFacts) -> bool:
    """The inspectors of an organ are its own officials, each in the pool once."""
    return facts.is_official_of_the_organ and not facts.is_listed


TO_ANNOUNCE_AN_INSPECTION = (
    inspectors_are_at_least_two,
    agencies_are_drawn_from_more,
    inspectors_are_drawn_from_more,
    inspection_stays_in_the_organs_region,
    inspection_takes_the_next_number,
    organ_commits_itself,
)
TO_SHOW_A_NUMBER = (number_is_shown_between_list_and_draw, number_shown_is_the_one_committed)
TO_DRAW_AN_INSPECTION = (inspection_is_drawn_at_its_hour,)
TO_LIST_AN_INSPECTOR = (inspector_is_an_official_of_the_organ,)
