"""The demo's market day through an outsider's eyes: the papers alone give its awards again."""

import shutil

import pytest

from bidding.methods import WAYS
from tests.independent.outsider.market import Market
from tests.independent.outsider.record import read
from tests.independent.test_walk_through import walked
from tests.ledger.demo_day import Event, find


def noticed(events: list[Event], need: str) -> Event:
    """The notice of a need."""
    return find(events, "need.published", need=need)


def test_a_program_written_from_the_page_alone_derives_the_awards_of_every_method(day) -> None:
    """docs/derive.md: it shares no line with the market or its verifiers."""
    market = Market(read(day.folder))
    assert market.differences == []
    assert {method for method, what in market.derived if what == "award"} == set(WAYS)
    awards = sum(many for (_, what), many in market.derived.items() if what == "award")
    assert awards == len([e for e in day.events if e["type"] == "award.made"])


@pytest.mark.parametrize("method", WAYS)
def test_the_commands_of_the_page_go_through_a_need_of_every_method(day, tmp_path, method) -> None:
    """docs/verify.md, as a stranger runs it over an export that was handed over."""
    number = next(
        e["need"] for e in day.events if e["type"] == "award.made" and noticed(day.events, e["need"])["method"] == method
    )
    shutil.copytree(day.folder, tmp_path / "copy")
    told = walked(tmp_path / "copy", NEED=number)
    award = find(day.events, "award.made", need=number)
    assert "Signature Verified Successfully\n根相同\n" in told
    assert told.count("\n相符 ") == len([e for e in day.events if e["type"] == "bid.opened" and e["need"] == number])
    assert ("名单相同，共" in told) == (WAYS[method].sealed != "none")
    assert "不符 " not in told
    assert "名单不同" not in told
    assert f"中选 {award['bidder']} {award['fen']}\n" in told
