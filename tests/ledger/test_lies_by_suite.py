"""Every lie about envelopes, keys, seeds and contributions is told again in a market that is sealed under each other suite."""

import pytest

from sealing.suites import DEFAULT, SUITES
from tests.ledger.browser import disagreements, in_the_browser, verify
from tests.ledger.falsifications import CATALOGUE
from tests.ledger.falsifications.sentences import CHINESE
from tests.makers.chance import with_two_trustees
from tests.makers.history import History
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market
from tests.node import needs_node

ABOUT = ("what was opened", "said to be", "envelope", "released", "contribution", "the key of trustee", "trustees", "suite")
LIES = [false for false in CATALOGUE.values() if any(word in false.says for word in ABOUT)]
OTHERS = [name for name in SUITES if name != DEFAULT.name]


@pytest.fixture(params=OTHERS)
def market(request, monkeypatch, tmp_path):
    """The exports of a market under one suite: two true ones, and one for each lie."""
    monkeypatch.setattr(History, "suite", SUITES[request.param])
    true = a_market().events
    assert {e["trustees"]["suite"] for e in true if e["type"] == "need.published"} == {request.param}
    exports = {"true": (an_export(tmp_path / "true", true, verifier=False), {})}
    exports["two trustees"] = (an_export(tmp_path / "two", with_two_trustees(), verifier=False), {})
    for false in LIES:
        folder = tmp_path / false.name / "false"
        exports[false.name] = (folder, false.plant(true, folder))
    return exports


def test_the_lies_about_envelopes_keys_and_contributions_are_among_them():
    assert len(LIES) >= 30
    assert {"a_sound_bid_is_called_void", "a_wrong_key_is_released", "a_sealed_contribution_is_called_unreadable"} <= {
        false.name for false in LIES
    }


@needs_node
def test_both_verifiers_name_each_lie_under_each_suite_at_the_same_places(market):
    found = {name: verify.check(folder, **options).findings for name, (folder, options) in market.items()}
    assert (found["true"], found["two trustees"]) == ([], [])
    missed = {false.name: found[false.name] for false in LIES if not any(false.says in each for each in found[false.name])}
    assert missed == {}
    assert disagreements(market) == {}
    said = dict(zip(market, in_the_browser(list(market.values())), strict=True))
    unsaid = {f.name: said[f.name] for f in LIES if not any(CHINESE[f.says] in each for _, _, each in said[f.name])}
    assert unsaid == {}
