"""The outage rule: how long a silence is borne, where it counts, and what follows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bidding.rules.outage import TO_CLOSE_AFTER_NO_OUTAGE, TO_MOVE_A_DEADLINE, OutageFacts, first_silence
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY

DAY = date(2026, 6, 3)
MICROSECOND, SECOND = timedelta(microseconds=1), timedelta(seconds=1)
EVERY_MINUTE = [WEDNESDAY - timedelta(minutes=minute) for minute in range(40, 0, -1)]
QUIET = OutageFacts(True, WEDNESDAY, (WEDNESDAY - 300 * SECOND, WEDNESDAY - 100 * SECOND))


def silence(beats, *, until=WEDNESDAY):
    return first_silence(beats, closes_at=WEDNESDAY, until=until, window_minutes=30, silence_seconds=120)


def without(*minutes: int):
    return [each for each in EVERY_MINUTE if (WEDNESDAY - each) // timedelta(minutes=1) not in minutes]


def test_a_heart_that_beat_is_not_silent() -> None:
    assert silence(EVERY_MINUTE) is None


@pytest.mark.parametrize(
    ("beats", "seconds"),
    [(without(10), None), (without(10, 11), 180), (without(1), None), (without(1, 2), 180), ([], 1800), (without(29, 28), 180)],
)
def test_a_silence_is_too_long_above_two_minutes(beats, seconds) -> None:
    found = silence(beats)
    assert (found and (found[1] - found[0]).total_seconds()) == seconds


def test_two_minutes_are_borne_and_not_a_microsecond_more() -> None:
    beats = [each for each in EVERY_MINUTE if each != WEDNESDAY - timedelta(minutes=10)]
    assert silence(beats) is None
    late = [each + MICROSECOND if each == WEDNESDAY - timedelta(minutes=9) else each for each in beats]
    first, last = silence(late)
    assert (first, last) == (WEDNESDAY - timedelta(minutes=11), WEDNESDAY - timedelta(minutes=9) + MICROSECOND)


def test_what_was_before_the_window_or_is_still_to_come_does_not_count() -> None:
    assert silence([each for each in EVERY_MINUTE if each > WEDNESDAY - timedelta(minutes=29)]) is None
    assert silence([], until=WEDNESDAY - timedelta(minutes=28)) is None
    assert silence([], until=WEDNESDAY - timedelta(minutes=31)) is None
    assert silence([], until=WEDNESDAY - timedelta(minutes=28) + MICROSECOND) is not None


def test_after_an_outage_a_need_is_moved_and_not_closed() -> None:
    (found,) = broken(TO_CLOSE_AFTER_NO_OUTAGE, QUIET, on=DAY)
    assert found.rule.name == "bidding.no_outage_came_before_the_deadline"
    assert "200 秒没有系统心跳" in found.because
    assert broken(TO_MOVE_A_DEADLINE, QUIET, on=DAY) == ()


def test_without_an_outage_a_need_is_closed_and_not_moved() -> None:
    assert broken(TO_CLOSE_AFTER_NO_OUTAGE, replace(QUIET, silence=None), on=DAY) == ()
    for facts in (replace(QUIET, silence=None), replace(QUIET, is_open=False)):
        (found,) = broken(TO_MOVE_A_DEADLINE, facts, on=DAY)
        assert found.rule.name == "bidding.deadline_moves_after_an_outage_alone"
