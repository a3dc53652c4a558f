"""The trustees of sealed bids: all of them or no notice."""

from bidding.rules.trustees import TrusteeFacts, every_trustee_has_named_its_key


def test_a_notice_stands_when_every_trustee_has_named_its_key():
    assert every_trustee_has_named_its_key.holds(TrusteeFacts(()))


def test_a_notice_falls_when_one_trustee_is_silent():
    facts = TrusteeFacts((("公证处", "silent"),))
    assert not every_trustee_has_named_its_key.holds(facts)
    assert every_trustee_has_named_its_key.explain(facts) == "公证处 没有应答"
