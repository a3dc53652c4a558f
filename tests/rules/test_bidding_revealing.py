"""Seeds when keys stay away: whose, when, and which."""

from dataclasses import replace
from datetime import timedelta

from bidding.rules.revealing import (
    RevealFacts,
    revealed_bid_is_in_the_frozen_list,
    seed_comes_before_the_second_deadline,
    seed_is_asked_for,
    seed_is_that_of_the_envelope,
)
from tests.conftest import WEDNESDAY

GOOD = RevealFacts(is_frozen=True, is_waiting=True, until=WEDNESDAY, now=WEDNESDAY - timedelta(microseconds=1), seed_fits=True)


def test_a_seed_is_for_a_bid_of_the_frozen_list():
    assert revealed_bid_is_in_the_frozen_list.holds(GOOD)
    gone = replace(GOOD, is_frozen=False)
    assert not revealed_bid_is_in_the_frozen_list.holds(gone)
    assert "已撤回" in revealed_bid_is_in_the_frozen_list.explain(gone)
    late = replace(gone, keys_never_came=True)
    assert revealed_bid_is_in_the_frozen_list.explain(late).startswith("这项需求已取消：开启密钥在期限内无法取得")


def test_a_seed_is_asked_for_while_a_recorded_delay_lasts():
    assert seed_is_asked_for.holds(GOOD)
    assert not seed_is_asked_for.holds(replace(GOOD, until=None))
    assert not seed_is_asked_for.holds(replace(GOOD, is_waiting=False))


def test_the_second_deadline_itself_is_late():
    assert seed_comes_before_the_second_deadline.holds(GOOD)
    assert not seed_comes_before_the_second_deadline.holds(replace(GOOD, now=WEDNESDAY))
    assert (
        seed_comes_before_the_second_deadline.explain(replace(GOOD, now=WEDNESDAY)) == "揭示截止于 2026 年 6 月 3 日（周三）10:00"
    )


def test_a_seed_is_the_envelopes_own():
    assert seed_is_that_of_the_envelope.holds(GOOD)
    assert not seed_is_that_of_the_envelope.holds(replace(GOOD, seed_fits=False))
