"""What the way of a draw must keep before it is named, and the value of a public source before it goes into a draw."""

from draws.rules import (
    BeaconFacts,
    WayFacts,
    beacon_comes_after_the_closing,
    beacon_comes_in_its_time,
    beacon_is_the_sources_own,
    pool_holds_everybody_once,
    source_is_of_whole_numbers,
)

GOOD = BeaconFacts(is_after_closing=True, is_in_time=True)


def test_a_value_from_after_the_closing_is_taken():
    assert beacon_comes_after_the_closing.holds(GOOD)


def test_a_value_from_before_the_closing_is_refused():
    assert not beacon_comes_after_the_closing.holds(BeaconFacts(is_after_closing=False, is_in_time=True))


def test_a_value_in_time_is_taken():
    assert beacon_comes_in_its_time.holds(GOOD)


def test_a_value_after_its_time_is_refused():
    assert not beacon_comes_in_its_time.holds(BeaconFacts(is_after_closing=True, is_in_time=False))


def test_a_genuine_value_is_taken():
    assert beacon_is_the_sources_own.holds(GOOD)


def test_a_value_that_the_source_did_not_give_is_refused_with_what_is_wrong():
    facts = BeaconFacts(is_after_closing=True, is_in_time=True, fault="签名不符")
    assert not beacon_is_the_sources_own.holds(facts)
    assert beacon_is_the_sources_own.explain(facts) == "签名不符"


def test_a_pool_in_which_everybody_stands_once_is_drawn_by_rfc_3797():
    assert pool_holds_everybody_once.holds(WayFacts(is_by_rfc_3797=True, draws_numbers=False, source_gives_numbers=True))
    assert pool_holds_everybody_once.holds(WayFacts(is_by_rfc_3797=False, draws_numbers=True, source_gives_numbers=True))


def test_numbers_of_which_some_hold_more_are_not_drawn_by_rfc_3797():
    assert not pool_holds_everybody_once.holds(WayFacts(is_by_rfc_3797=True, draws_numbers=True, source_gives_numbers=True))


def test_a_source_of_whole_numbers_stands_beside_rfc_3797():
    assert source_is_of_whole_numbers.holds(WayFacts(is_by_rfc_3797=True, draws_numbers=False, source_gives_numbers=True))
    assert source_is_of_whole_numbers.holds(WayFacts(is_by_rfc_3797=False, draws_numbers=False, source_gives_numbers=False))


def test_a_notarys_words_do_not_stand_beside_rfc_3797():
    assert not source_is_of_whole_numbers.holds(WayFacts(is_by_rfc_3797=True, draws_numbers=False, source_gives_numbers=False))
