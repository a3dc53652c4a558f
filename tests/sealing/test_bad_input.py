"""Each bad input of tests/sealing/bad_input.py happens, through the ordinary verbs, and has its one outcome."""

import importlib
import logging
import sys
from datetime import timedelta
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

import pytest

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Bid, Need
from kernel import clock
from kernel.rulebook import RulesBroken
from ledger.canonical import canonical
from ledger.export import VERIFIER, export_record
from ledger.models import Pending
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from sealing import envelope as envelopes
from sealing.suites import DEFAULT, decode, encode
from sealing.trustee import trustee as alone
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.sealing import reseal, with_crooked_share
from tests.makers.trustees import four_trustees
from tests.sealing import bad_input
from tests.sealing.bad_input import AGAIN, CROOKED, ENVELOPES, NAMING, OTHERWISE, RELEASING

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

PLAIN = {"v": "bid/1", "amount_fen": 7_900_000}


def outcome_of(act: Any, *, is_logged: bool = True) -> str:
    """The refusal of an act in words; it has changed nothing then, and the log says why."""
    before = Bid.objects.count(), Pending.objects.count()
    log, lines = logging.getLogger("kernel.rulebook"), BufferingHandler(100)
    log.addHandler(lines)
    try:
        act()
    except RulesBroken as refused:
        why = "; ".join(f"{each.rule.name}: {each.because}" for each in refused.broken)
        assert (Bid.objects.count(), Pending.objects.count()) == before
        assert [line.getMessage().endswith(f": {why}") for line in lines.buffer] == [True] * is_logged
        return "; ".join(f"refused by {each.rule.name}: {each.because}" for each in refused.broken)
    finally:
        log.removeHandler(lines)
    return ""


@pytest.fixture
def need(at_ten) -> Need:
    """An open need in which three have bid."""
    found = needs.an_open_need()
    for yuan in (80_000, 81_000, 82_000):
        make.a_sealed_bid(found, make.a_bidder(), yuan)
    return found


def sent(need: Need, agency: Any, envelope: Any) -> str:
    """What becomes of an envelope: its refusal, or what the opening says of it."""
    said = outcome_of(lambda: submit_bid(actor=agency, number=need.number, envelope=envelope))
    if said:
        return said
    make.pass_the_deadline(need)
    bid = Bid.objects.get(agency=make.agency_of(agency))
    void = recorded_facts("bid.void", need.number)
    assert [fact["envelope"] for fact in void] == [envelope]
    assert len(recorded_facts("bid.opened", need.number)) == 3, "the others are opened all the same"
    return f"void: {bid.void_reason}"


@pytest.mark.parametrize("bad", ENVELOPES, ids=lambda each: each.name)
def test_a_bad_envelope_has_its_outcome(need, bad) -> None:
    agency = make.a_bidder()
    assert sent(need, agency, bad.change(make.an_envelope(need, agency))) == bad.outcome


@pytest.mark.parametrize("what", AGAIN)
def test_an_envelope_that_comes_again_or_late_has_its_outcome(need, what) -> None:
    agency = make.a_bidder()
    first = make.an_envelope(need, agency)
    bid = submit_bid(actor=agency, number=need.number, envelope=first)
    if what == "the same envelope twice":
        assert submit_bid(actor=agency, number=need.number, envelope=first).pk == bid.pk
        assert len([f for f in recorded_facts("bid.sealed", need.number) if f["bid"] == bid.envelope_hash]) == 1
        assert AGAIN[what] == "the same bid and receipt, recorded once"
    elif what == "an old envelope after a newer one":
        make.a_sealed_bid(need, agency, 70_000, seq=2)
        old = make.an_envelope(need, agency, 60_000)
        assert outcome_of(lambda: submit_bid(actor=agency, number=need.number, envelope=old)) == AGAIN[what]
    elif what == "an envelope again that was taken back":
        withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash)
        assert f"it stays {submit_bid(actor=agency, number=need.number, envelope=first).state}" == AGAIN[what]
    else:
        clock.set_to(need.closes_at if what == "an envelope at the deadline" else need.published_at - timedelta(microseconds=1))
        odd = make.an_envelope(need, agency, seq=2)
        said = outcome_of(lambda: submit_bid(actor=agency, number=need.number, envelope=odd))
        assert said.startswith(AGAIN[what])


def crooked(what: str, need: Need, agency: Any) -> dict[str, Any]:
    """An envelope that a crooked client makes; its shape is right."""
    facts = {"need": need.number, "bidder": agency.uscc, "seq": 1}
    honest, seed = envelopes.seal(PLAIN, **facts, trustees=need.trustees)
    other, no_bid = canonical({**PLAIN, "amount_fen": 1}), canonical({**PLAIN, "amount_fen": 0})
    if what == "another bid than the one committed to":
        return reseal(honest, seed, need.trustees, envelopes.padded(other))
    if what == "bytes that are no bid":
        pc = encode(envelopes.commitment(no_bid, DEFAULT.derive(decode(seed), "bid-seal/1 plain", 32), DEFAULT))
        return reseal(honest, seed, need.trustees, envelopes.padded(no_bid), pc=pc)
    if what == "the seed and the content of an earlier bid":
        first = make.a_bidder()
        both = {
            who: envelopes.seal(PLAIN, **facts | {"bidder": who.uscc}, trustees=need.trustees, seed=bytes(32))[0]
            for who in (first, agency)
        }
        submit_bid(actor=first, number=need.number, envelope=both[first])
        clock.forward(timedelta(seconds=1))
        return both[agency]
    if what == "a length beyond the padding":
        return reseal(honest, seed, need.trustees, b"\xff" * 1024)
    return with_crooked_share(need.trustees, 4, **facts)


@pytest.mark.parametrize("what", CROOKED)
def test_what_a_crooked_client_seals_has_its_outcome(at_ten, settings, tmp_path, what) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path) as (_, held):
        need = needs.an_open_need()
        for yuan in (80_000, 81_000, 82_000):
            make.a_sealed_bid(need, make.a_bidder(), yuan)
        agency = make.a_bidder()
        submit_bid(actor=agency, number=need.number, envelope=crooked(what, need, agency))
        clock.set_to(need.closes_at)
        due.close_due()
        sequence_all()
        held[0] = need.closes_at
        assert due.open_due() == 1
    assert f"void: {Bid.objects.get(agency=make.agency_of(agency)).void_reason}" == CROOKED[what]


def asks_for(what: str) -> dict[str, Any]:
    """What the notice says of the method and the price."""
    if "the entry alone is asked for" in what:
        return {"method": "random_draw", "price_mode": "fixed"}
    return {"price_mode": "discount", "ceiling_rate_bp": 3000} if "a rate is asked for" in what else {}


@pytest.mark.parametrize("what", OTHERWISE)
def test_what_says_something_else_than_the_notice_asks_for_has_its_outcome(at_ten, tmp_path, what) -> None:
    need = needs.an_open_need(**asks_for(what))
    entry, amount, rate = ({"v": "bid/1", **said} for said in ({"entry": True}, {"amount_fen": 7_900_000}, {"rate_bp": 1_250}))
    odd = next(plain for name, plain in (("the", entry), ("a", rate), ("an", amount)) if what.split()[0] == name)
    asked = entry if "entry alone is" in what else rate if "a rate is" in what else amount
    for plain in (odd, asked, asked, asked):
        agency = make.a_bidder()
        sealed = envelopes.seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees)[0]
        submit_bid(actor=agency, number=need.number, envelope=sealed)
    need = make.pass_the_publicity(make.pass_the_deadline(need))
    first = need.bids.order_by("pk")[0]
    assert [fact["plain"] for fact in recorded_facts("bid.opened", need.number) if fact["bid"] == first.envelope_hash] == [odd]
    assert said_of(first, need) == OTHERWISE[what]
    sequence_all()
    export_record(tmp_path / "record")
    assert verify.check(tmp_path / "record").findings == []


def said_of(bid: Bid, need: Need) -> str:
    """How the decision on the record judges an opened bid: struck, with the rule; or in the order, at the price of the notice."""
    (decided,) = recorded_facts("decision.made", need.number)
    for struck in decided["struck"]:
        if struck["bid"] == bid.envelope_hash:
            return f"struck by {', '.join(row['rule'] for row in bid.struck_by)}: {'；'.join(struck['reasons'])}"
    assert bid.envelope_hash in {row["bid"] for row in decided["ranking"]}
    assert [row["amount_fen"] for row in decided["ranking"]] == [10_000_000] * 4
    return "the sign-up counts like the others, at the price of the notice"


@pytest.mark.parametrize("what", NAMING)
def test_a_trustee_that_names_no_good_key_has_its_outcome(at_ten, settings, tmp_path, what) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path) as (served, _):
        buyer = market.a_firm()
        draft = needs.a_draft_need(buyer)
        notary = served[3]
        if "silent" in what:
            notary.stop()
        elif "sign" in what:
            notary.trustee.signer = alone.Ed25519PrivateKey.generate()
        else:

            def unknown(asked):
                raise alone.Refused("suite", "this suite is not known")

            notary.trustee.name_key = unknown
        said = outcome_of(lambda: publish_need(actor=buyer, number=draft.number, knows_it_is_narrow=True), is_logged=False)
    assert said == NAMING[what]


@pytest.mark.parametrize("what", RELEASING)
def test_a_trustee_that_gives_no_good_key_has_its_outcome(at_ten, settings, tmp_path, what) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path) as (served, held):
        need = needs.an_open_need()
        for yuan in (80_000, 81_000, 82_000):
            make.a_sealed_bid(need, make.a_bidder(), yuan)
        clock.set_to(need.closes_at)
        due.close_due()
        sequence_all()
        held[0] = need.closes_at
        spoil(what, served, need)
        opened = due.open_due()
        if what.startswith("too few"):
            clock.forward(timedelta(minutes=30))
            opened += due.open_due()
    missed = {f"trustee.missed: {fact['outcome']}" for fact in recorded_facts("trustee.missed", need.number)}
    if "twice" in what:
        assert (opened, missed, len(recorded_facts("trustee.released", need.number))) == (1, set(), 4)
        assert RELEASING[what] == "the same key, released once"
    elif what.startswith("too few"):
        assert (opened, len(recorded_facts("opening.delayed", need.number))) == (0, 1)
        assert not recorded_facts("bid.opened", need.number)
        assert RELEASING[what] == "opening.delayed; nothing opened"
    else:
        assert len(recorded_facts("bid.opened", need.number)) == 3
        assert missed == {RELEASING[what].removesuffix("; opened")}


def spoil(what: str, served: list, need: Need) -> None:
    """Let one trustee (or two) do what is said."""
    finance = served[2].trustee
    if "silent" in what:
        served[2].stop()
    elif "another key" in what:
        finance.master = b"\7" * 32
    elif "behind" in what:
        finance.now = lambda: need.closes_at - timedelta(microseconds=1)
    elif "another operator" in what:
        finance.operator = "11" * 32
    elif "two closings" in what:
        finance.memory.closed[need.number] = {"checkpoint": "", "closed": {"body": "another"}}
    elif "twice" in what:
        ask = {"need": need.number, "deadline": need.trustees["deadline"], "lot": "", "after": "", "suite": DEFAULT.name}
        from_before = finance.name_key(ask)
        assert finance.name_key(ask) == from_before
    else:
        for each in served[:2]:
            each.stop()


def test_the_public_list_is_up_to_date() -> None:
    assert Path("docs/bad-input.md").read_text(encoding="utf-8") == bad_input.page(), "python -m tests.sealing.write_bad_input"
