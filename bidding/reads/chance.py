"""What a page says of the chance in a need: who contributed, which public source was named, and against whom a draw holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.methods.equals import FROZEN_LIST
from bidding.models import Need
from draws.models import Contribution, Draw
from draws.reads import draw_of, given_for
from draws.sources import SOURCES
from draws.terms import OPERATOR, way_named
from draws.ways import Way
from kernel.clock import BEIJING
from sealing.trustee.trustee import party_of

PARTIES = {OPERATOR: "平台运营方", FROZEN_LIST: "全部密封件的清单"}


@dataclass(frozen=True)
class Other:
    """A value in the seed that is no entrant's: whose, when it was fixed, and a note where it was not shown."""

    party: str
    word: str
    fixed_at: datetime | None
    value: str
    note: str = ""


@dataclass(frozen=True)
class Claim:
    """What a draw proves against somebody, or does not."""

    against: str
    holds: bool
    says: str


@dataclass(frozen=True)
class Beacon:
    """The public source that a notice named: its word, period and key, until when it is waited for, and what came of it."""

    word: str
    period: str
    until: datetime
    value: str
    is_missed: bool
    source: str


@dataclass(frozen=True)
class Terms:
    """What a notice says of its draws: the way, and the public source if it named one."""

    way: Way
    beacon: Beacon | None


def terms_named(need: Need) -> Terms | None:
    """The terms of its draws that the notice named; None where it named none."""
    draw = draw_of(need.number)
    return Terms(way_named(draw.terms), _beacon(draw)) if draw else None


def _beacon(draw: Draw | None) -> Beacon | None:
    if draw is None or not draw.names_a_source:
        return None
    named = draw.terms["beacon"]
    missed = draw.beacon_missed_at is not None
    until = datetime.fromisoformat(named["by"])
    period = f"第 {named['period']} 轮" if named["source"] == "drand-quicknet" else named["period"]
    return Beacon(SOURCES[named["source"]].word, period, until, draw.beacon_value, missed, named["source"])


@dataclass(frozen=True)
class Chance:
    """What the draws of a need stand on, asked once: its terms and beacon, and what its parties gave."""

    need: Need
    draw: Draw | None
    given: list[Contribution]

    @property
    def beacon(self) -> Beacon | None:
        """The source that the notice named."""
        return _beacon(self.draw)


def chance_in(need: Need) -> Chance:
    """What a page of draws shows of the chance in a need."""
    return Chance(need, draw_of(need.number), given_for(need.number))


def others_of(chance: Chance, list_root: str, contributions: list[list[str]]) -> list[Other]:
    """The values in a seed besides the entrants', as the case has them."""
    given = {each.party: each for each in chance.given}
    words = {**PARTIES, **{party_of(each): f"密钥方 {each['name']}" for each in chance.need.trustees["set"]}}
    others = [Other(FROZEN_LIST, PARTIES[FROZEN_LIST], chance.need.closed_at, list_root)]
    for party, value in contributions:
        row = given.get(party)
        note = "没有出示，按公告以公布公告时固定的值代替" if row and row.withheld else ""
        others.append(Other(party, words.get(party, party), row.at if row else None, value, note))
    return others


def claims_of(chance: Chance) -> list[Claim]:
    """Against whom the draws of a need hold, each in a sentence that is true of this need."""
    return [
        Claim(
            "参加机构之间串通",
            holds=True,
            says="每家的数都在看不到别家的数时封存。只要有一家没有参与串通，就没有哪家能事先知道种子或左右次序。",
        ),
        Claim(
            "事后改动",
            holds=True,
            says="名单、各方的数和结果都写进公开记录。改动任何一个字，重新计算就对不上。",
        ),
        _operator(chance),
    ]


def _operator(chance: Chance) -> Claim:
    """The sentence about whoever runs the site."""
    need, beacon = chance.need, chance.beacon
    shared, withheld = need.trustees["n"] > 1, any(each.withheld for each in chance.given if each.party == OPERATOR)
    against = "平台运营方"
    if beacon and not beacon.is_missed:
        says = (
            f"种子里有{beacon.word}（{beacon.period}），报名截止之后才产生。截止之前谁也不知道它，运营方看到密封件也算不出次序。"
        )
        return Claim(against, holds=True, says=says)
    if shared:
        says = f"开启密钥由 {need.trustees['n']} 方分别保管，{need.trustees['t']} 方到齐才能揭开。运营方一家在截止前看不到任何一方的数。"
        return Claim(against, holds=not withheld, says=says + _shortfall(beacon, withheld=withheld))
    says = "开启密钥由运营方一家保管，它在截止前有条件看到各家封存的数。如果它与某家参加机构串通，可以替那家挑一个有利的数。"
    ending = "密钥由多方保管，或公告写明公开数源，就能防住。" if chance.draw else ""
    return Claim(against, holds=False, says=says + _shortfall(beacon, withheld=withheld) + ending)


def _shortfall(beacon: Beacon | None, *, withheld: bool) -> str:
    said = (
        f"公告写明的{beacon.word}没有在 {beacon.until.astimezone(BEIJING):%Y-%m-%d %H:%M} 前取到，按公告不用；当时是否已经发布，可到来源核对。"
        if beacon
        else ""
    )
    return said + ("运营方没有出示公告时固定的数，按公告用固定值代替，这使它能在两个结果里选一次。" if withheld else "")
