"""A beacon from the notice to the decision: named before anybody enters, fetched after the closing, or missed by name, never chosen."""

import importlib
import sys
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from bidding import due
from bidding.actions.opening.take_beacon import take_beacon
from bidding.models import Decision, Need
from bidding.states import Method, PriceMode
from config.wiring import TICK
from draws.apps import KNOWN, DrawsConfig
from draws.models import Draw
from draws.sources import NONE, SOURCES, NotThere, drand
from draws.terms import notary_statement
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.export import VERIFIER, export_record
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import outages
from tests.makers.rooms import an_entry

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]
VALUE = "ab" * 48


class Answers(drand.Quicknet):
    """drand with an answer of the test's own; an empty one is none."""

    def __init__(self, *values: str, genuine: bool = True) -> None:
        self.values, self.asked, self.genuine = list(values), 0, genuine

    def ask(self, period: str) -> str:
        self.asked += 1
        value = self.values.pop(0) if self.values else ""
        if not value:
            raise NotThere("early", "nothing yet")
        return value

    def fault(self, terms, subject, value, proof) -> str:
        return "" if self.genuine else "签名不符"


def an_entered_need() -> Need:
    """A draw among three under a notice of today's settings."""
    need = needs.an_open_need(method=Method.RANDOM_DRAW, price_mode=PriceMode.FIXED)
    for _ in range(3):
        an_entry(need, make.a_bidder())
    return need


def close(need: Need) -> None:
    """Move to the deadline and let the clock's verbs close and open."""
    clock.set_to(need.closes_at)
    assert (due.close_due(), due.open_due()) == (1, 1)


def findings(folder) -> list[str]:
    """What the verifier says of the record as it stands."""
    sequence_all()
    export_record(folder)
    return verify.check(folder).findings


@pytest.fixture
def quicknet(settings, monkeypatch):
    settings.DRAW_BEACON = "drand-quicknet"

    def answering(*values: str, genuine: bool = True) -> Answers:
        source = Answers(*values, genuine=genuine)
        monkeypatch.setitem(SOURCES, "drand-quicknet", source)
        return source

    return answering


def test_the_notice_names_the_first_round_after_the_deadline(quicknet):
    need = needs.an_open_need()
    [published] = recorded_facts("need.published", need.number)
    named = published["draw"]["beacon"]
    assert (named["source"], named["period"]) == ("drand-quicknet", str(drand.round_after(need.closes_at)))
    assert datetime.fromisoformat(named["by"]) == need.closes_at + timedelta(hours=2)
    assert named["fallback"] == NONE


def test_the_decision_waits_for_the_value_and_draws_with_it(quicknet, tmp_path):
    source = quicknet("", VALUE)
    need = an_entered_need()
    assert (due.take_beacons_due(), source.asked) == (0, 0)  # nobody asks before the closing
    close(need)
    assert (due.take_beacons_due(), due.decide_due()) == (0, 0)
    clock.forward(timedelta(minutes=1))
    assert (due.take_beacons_due(), due.decide_due()) == (1, 1)
    period = str(drand.round_after(need.closes_at))
    [fetched] = recorded_facts("beacon.fetched", need.number)
    assert (fetched["source"], fetched["period"], fetched["value"]) == ("drand-quicknet", period, VALUE)
    assert Decision.objects.get(need=need).case["beacon"] == ["drand-quicknet", period, VALUE]
    assert (due.take_beacons_due(), source.asked) == (0, 2)
    assert findings(tmp_path / "export") == []


def test_a_value_that_is_missed_is_left_out_at_the_moment_that_the_notice_named(quicknet, tmp_path):
    quicknet()
    need = an_entered_need()
    close(need)
    clock.set_to(need.closes_at + timedelta(hours=2) - timedelta(microseconds=1))
    assert (due.take_beacons_due(), due.decide_due()) == (0, 0)
    clock.set_to(need.closes_at + timedelta(hours=2))
    assert (due.take_beacons_due(), due.decide_due()) == (1, 1)
    assert len(recorded_facts("beacon.missed", need.number)) == 1
    assert Decision.objects.get(need=need).case["beacon"] == ["none", "", ""]
    assert findings(tmp_path / "export") == []


def test_a_value_that_comes_after_its_time_is_missed_too(quicknet):
    need = an_entered_need()
    close(need)
    quicknet(VALUE)
    clock.set_to(need.closes_at + timedelta(hours=2))
    assert due.take_beacons_due() == 1
    assert (len(recorded_facts("beacon.missed", need.number)), recorded_facts("beacon.fetched", need.number)) == (1, [])


def test_a_value_that_is_not_genuine_is_never_taken(quicknet):
    quicknet(VALUE, VALUE, genuine=False)
    need = an_entered_need()
    close(need)
    assert (due.take_beacons_due(), due.decide_due()) == (0, 0)
    assert recorded_facts("beacon.fetched", need.number) == []
    with pytest.raises(RulesBroken) as refused:
        take_beacon(actor=SCHEDULER, number=need.number, value=VALUE)
    assert refused.value.names == ("draws.beacon_is_the_sources_own",)


def test_a_need_that_ends_at_its_closing_asks_nobody(quicknet):
    source = quicknet(VALUE)
    need = needs.an_open_need()
    clock.set_to(need.closes_at)
    due.close_due()
    assert (due.take_beacons_due(), source.asked) == (0, 0)


def test_a_notary_enters_what_was_drawn_with_its_signature(settings, tmp_path, capsys):
    key = Ed25519PrivateKey.generate()
    settings.DRAW_BEACON, settings.DRAW_NOTARY_KEY = "notary", key.public_key().public_bytes_raw().hex()
    need = an_entered_need()
    close(need)
    assert (due.take_beacons_due(), due.decide_due()) == (0, 0)
    call_command("enter_beacon", need.number, "040815")
    message = bytes.fromhex(capsys.readouterr().out.strip())
    assert message == notary_statement(need.number, Draw.objects.get().terms["beacon"]["period"], "040815")
    with pytest.raises(CommandError, match="签名不是公告写明的公证员签的"):
        call_command("enter_beacon", need.number, "040816", signature=key.sign(message).hex())
    call_command("enter_beacon", need.number, "040815", signature=key.sign(message).hex())
    assert due.decide_due() == 1
    assert Decision.objects.get(need=need).case["beacon"][2] == "040815"
    assert findings(tmp_path / "export") == []


def test_a_second_value_changes_nothing(settings):
    key = Ed25519PrivateKey.generate()
    settings.DRAW_BEACON, settings.DRAW_NOTARY_KEY = "notary", key.public_key().public_bytes_raw().hex()
    need = an_entered_need()
    close(need)
    period = Draw.objects.get().terms["beacon"]["period"]
    for value in ("1", "2"):
        take_beacon(
            actor=SCHEDULER, number=need.number, value=value, proof=key.sign(notary_statement(need.number, period, value)).hex()
        )
    assert [fact["value"] for fact in recorded_facts("beacon.fetched", need.number)] == ["1"]


def test_without_a_named_source_nobody_enters_one():
    need = an_entered_need()
    with pytest.raises(CommandError, match="没有写明由公证员取数"):
        call_command("enter_beacon", need.number, "040815")


@pytest.mark.parametrize(("beacon", "key"), [("dice", ""), ("notary", "")])
def test_a_source_that_nobody_knows_or_a_notary_without_a_key_refuses_to_start(settings, beacon, key):
    settings.DRAW_BEACON, settings.DRAW_NOTARY_KEY = beacon, key
    with pytest.raises(ImproperlyConfigured):
        DrawsConfig.create("draws").ready()


def test_every_source_can_be_named_and_the_clock_asks_before_it_decides():
    assert set(KNOWN) == {NONE, *SOURCES}
    assert TICK.index("bidding.due.open_due") < TICK.index("bidding.due.take_beacons_due") < TICK.index("bidding.due.decide_due")


def test_when_the_deadline_moves_the_source_stays_and_names_a_value_after_the_new_one(quicknet, tmp_path):
    outages.an_outage_rule()
    need = an_entered_need()
    outages.beat_until(need, before=timedelta(), silent=(20, 10))
    assert due.move_due() == 1
    need.refresh_from_db()
    [moved] = recorded_facts("deadline.moved", need.number)
    named = moved["draw"]["beacon"]
    assert (named["source"], named["period"]) == ("drand-quicknet", str(drand.round_after(need.closes_at)))
    assert datetime.fromisoformat(named["by"]) == need.closes_at + timedelta(hours=2)
    assert len(recorded_facts("draw.contribution", need.number)) == 2
    assert findings(tmp_path / "export") == []
