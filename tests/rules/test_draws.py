"""What the value of a public source must keep before it goes into a draw."""

from draws.rules import BeaconFacts, beacon_comes_after_the_closing, beacon_comes_in_its_time, beacon_is_the_sources_own

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
