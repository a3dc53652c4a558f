"""Of two bids that were sealed with one seed and content the earlier stands, whatever the codes of their bidders."""

import pytest

from tests.ledger.browser import verify
from tests.ledger.falsifications.catalogue import find
from tests.ledger.plays.copied_bids import RECORD
from tests.makers.ledger import an_export


@pytest.mark.django_db
def test_the_earlier_of_two_bids_of_one_seed_stands(at_ten, tmp_path) -> None:
    events = RECORD.events(tmp_path)
    void = find(events, "bid.void")
    assert (void["reason"], void["bidder"]) == ("copied", min(each["bidder"] for each in events if each["type"] == "bid.sealed"))


@pytest.mark.django_db
def test_an_operator_who_lets_the_later_one_stand_is_named(at_ten, tmp_path) -> None:
    events = RECORD.events(tmp_path / "true")
    RECORD.lies["the_later_of_two_bids_of_one_seed_stands"].change(events)
    found = verify.check(an_export(tmp_path / "false", events, verifier=False)).findings
    assert any("said to be void for copied, recomputed: it opens" in each for each in found)
