"""The rules of inspections, each kept and broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kernel.rulebook import Rule
from supervision import rules
from supervision.rules import AnnouncementFacts, DrawingFacts, InspectorFacts, ShowingFacts

NOON = datetime(2026, 6, 3, 4, tzinfo=UTC)
ANNOUNCED = AnnouncementFacts(
    agencies=2,
    inspectors=2,
    on_the_register=3,
    in_the_pool=3,
    lies_in_the_region=True,
    number="ZX-JC-2026-0001",
    next_number="ZX-JC-2026-0001",
    commit="0f" * 32,
)
SHOWN = ShowingFacts(now=NOON, opens_at=NOON, draws_at=NOON + timedelta(microseconds=1), fits=True, is_shown=False)
DRAWN = DrawingFacts(now=NOON, draws_at=NOON, waiting=0)
LISTED = InspectorFacts(is_official_of_the_organ=True, is_listed=False)

BROKEN = [
    (rules.inspectors_are_at_least_two, ANNOUNCED, {"inspectors": 1}, "填写的是 1 人"),
    (rules.agencies_are_drawn_from_more, ANNOUNCED, {"agencies": 3}, "登记在册的机构 3，要抽 3"),
    (rules.agencies_are_drawn_from_more, ANNOUNCED, {"agencies": 0}, "登记在册的机构 3，要抽 0"),
    (rules.inspectors_are_drawn_from_more, ANNOUNCED, {"in_the_pool": 2}, "检查人员库在库人数 2，要抽 2"),
    (rules.inspection_stays_in_the_organs_region, ANNOUNCED, {"lies_in_the_region": False}, None),
    (rules.inspection_takes_the_next_number, ANNOUNCED, {"next_number": "ZX-JC-2026-0002"}, None),
    (rules.organ_commits_itself, ANNOUNCED, {"commit": ""}, None),
    (rules.organ_commits_itself, ANNOUNCED, {"commit": "0F" * 32}, None),
    (rules.number_is_shown_between_list_and_draw, SHOWN, {"opens_at": NOON + timedelta(microseconds=1)}, ""),
    (rules.number_is_shown_between_list_and_draw, SHOWN, {"draws_at": NOON}, ""),
    (rules.number_is_shown_between_list_and_draw, SHOWN, {"is_shown": True}, "已经出示过"),
    (rules.number_shown_is_the_one_committed, SHOWN, {"fits": False}, None),
    (rules.inspection_is_drawn_at_its_hour, DRAWN, {"draws_at": NOON + timedelta(microseconds=1)}, None),
    (rules.inspection_is_drawn_at_its_hour, DRAWN, {"waiting": 1}, None),
    (rules.inspector_is_an_official_of_the_organ, LISTED, {"is_official_of_the_organ": False}, None),
    (rules.inspector_is_an_official_of_the_organ, LISTED, {"is_listed": True}, None),
]


@pytest.mark.parametrize(("rule", "good", "change", "because"), BROKEN, ids=lambda each: getattr(each, "name", None))
def test_a_rule_is_kept_and_is_broken_by_one_fact(rule: Rule, good, change, because) -> None:
    assert rule.holds(good)
    bad = replace(good, **change)
    assert not rule.holds(bad)
    assert (rule.explain(bad) if rule.explain else None) == because


def test_every_rule_of_the_room_is_tried() -> None:
    whole = (*rules.TO_ANNOUNCE_AN_INSPECTION, *rules.TO_SHOW_A_NUMBER, *rules.TO_DRAW_AN_INSPECTION, *rules.TO_LIST_AN_INSPECTOR)
    assert {rule.name for rule in whole} == {rule.name for rule, *_ in BROKEN}
