"""Keys stay away: every bidder may hand in its seed until one moment; then all is opened or nothing."""

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.opening.reveal_seed import reveal_seed
from bidding.models import Need, Reveal
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from ledger.record import stamp
from sealing.suites import decode, encode
from sealing.trustees import Answers
from tests.makers import bids as make
from tests.makers import market, reveals

MICROSECOND = timedelta(microseconds=1)


def refused(kept, seed: str = "") -> tuple[str, ...]:
    """The rules that a seed breaks; nothing is kept of it."""
    agency, bid, own = kept
    before = Reveal.objects.count()
    with pytest.raises(RulesBroken) as caught:
        reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed or own)
    assert Reveal.objects.count() == before
    assert len(recorded_facts("bid.revealed", bid.need.number)) == before
    return caught.value.names


def reveal(kept) -> Reveal:
    agency, bid, seed = kept
    return reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed)


def test_the_delay_names_the_second_deadline_two_working_days_on(at_ten, monkeypatch) -> None:
    need, _ = reveals.a_delayed_need(monkeypatch)
    delay = recorded_facts("opening.delayed", need.number)[0]
    assert delay["until"] == stamp(need.reveal_until)
    assert need.reveal_until - need.opening_delayed_at == timedelta(days=2)


def test_when_every_bidder_has_revealed_all_is_opened_and_decided_without_a_key(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    for each in kept[:2]:
        reveal(each)
        assert due.open_due() == 0, "never a part of the bids"
    assert not recorded_facts("bid.opened", need.number)
    reveal(kept[2])
    assert [due.open_due(), due.decide_due()] == [1, 1]
    need = Need.objects.get(pk=need.pk)
    assert (need.state, need.decision.ranking[0]["bidder"]) == ("decided", kept[0][0].uscc)
    opened = recorded_facts("bid.opened", need.number)
    assert {fact["seed"] for fact in opened} == {seed for *_, seed in kept}
    assert {fact["envelope"]["bidder"] for fact in opened} == {agency.uscc for agency, *_ in kept}
    assert not recorded_facts("trustee.released", need.number)


def test_nobody_reads_a_revealed_bid_before_all_can_be_read(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    reveal(kept[0])
    told = recorded_facts("bid.revealed", need.number)
    assert [set(fact) - {"v", "type", "at", "by"} for fact in told] == [{"need", "bidder", "bid", "seed_sha256"}]
    kept[0][1].refresh_from_db()
    assert (kept[0][1].state, kept[0][1].plain, kept[0][1].amount_fen) == ("sealed", None, None)


def test_keys_that_come_after_all_open_every_bid_also_the_unrevealed(at_ten, monkeypatch) -> None:
    with pytest.MonkeyPatch.context() as silent:
        need, kept = reveals.a_delayed_need(silent)
        reveal(kept[0])
    assert due.open_due() == 1
    assert len(recorded_facts("bid.opened", need.number)) == 3
    assert len(recorded_facts("trustee.released", need.number)) == 1
    assert all("envelope" not in fact for fact in recorded_facts("bid.opened", need.number))


def test_at_the_second_deadline_a_need_with_one_seed_missing_is_cancelled_and_nothing_is_read(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    for each in kept[:2]:
        reveal(each)
    clock.set_to(need.reveal_until - MICROSECOND)
    assert due.open_due() == 0
    clock.set_to(need.reveal_until)
    assert due.open_due() == 1
    need.refresh_from_db()
    assert (need.state, need.cancel_reason) == ("cancelled", "keys_missing")
    assert set(need.bids.values_list("state", flat=True)) == {"unopened"}
    assert not recorded_facts("bid.opened", need.number)
    assert refused(kept[2]) == (
        "bidding.revealed_bid_is_in_the_frozen_list",
        "bidding.seed_is_asked_for",
        "bidding.seed_comes_before_the_second_deadline",
    )


def test_a_seed_is_in_time_a_microsecond_before_the_second_deadline_and_late_at_it(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    clock.set_to(need.reveal_until)
    assert refused(kept[0]) == ("bidding.seed_comes_before_the_second_deadline",)
    clock.set_to(need.reveal_until - MICROSECOND)
    assert reveal(kept[0]).at == need.reveal_until - MICROSECOND


def test_no_seed_is_taken_in_before_the_delay_is_on_the_record(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_closed_need(monkeypatch)
    assert need.state == "closed"
    assert refused(kept[0]) == ("bidding.seed_is_asked_for",)


def test_another_envelopes_seed_a_changed_one_and_nonsense_are_refused(at_ten, monkeypatch) -> None:
    _, kept = reveals.a_delayed_need(monkeypatch)
    raw = decode(kept[0][2])
    for wrong in (kept[1][2], encode(bytes([raw[0] ^ 1]) + raw[1:]), encode(raw[:31]), "!", kept[0][2] + "="):
        assert refused(kept[0], wrong) == ("bidding.seed_is_that_of_the_envelope",)


def test_a_seed_handed_in_twice_is_recorded_once(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    assert reveal(kept[0]).pk == reveal(kept[0]).pk
    assert len(recorded_facts("bid.revealed", need.number)) == 1


def test_nobody_reveals_for_another(at_ten, monkeypatch) -> None:
    _, kept = reveals.a_delayed_need(monkeypatch)
    _, bid, seed = kept[0]
    for stranger in (kept[1][0], make.a_bidder(), market.a_firm()):
        with pytest.raises((NotFound, NotForYou)):
            reveal_seed(actor=stranger, envelope_hash=bid.envelope_hash, seed=seed)
    assert not Reveal.objects.exists()


def test_a_revealed_bid_that_is_void_is_void_for_the_same_reason_as_by_keys(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    bid = kept[0][1]
    bid.envelope["ct"] = bid.envelope["ct"][:-8] + "AAAAAAAA"
    bid.save()
    for each in kept:
        reveal(each)
    assert due.open_due() == 1
    void = recorded_facts("bid.void", need.number)
    assert [(fact["bid"], fact["reason"], fact["seed"]) for fact in void] == [(bid.envelope_hash, "ciphertext", kept[0][2])]


def test_with_fewer_keys_than_the_threshold_and_fewer_seeds_than_bids_nothing_is_pieced_together(at_ten, monkeypatch) -> None:
    need, kept = reveals.a_delayed_need(monkeypatch)
    monkeypatch.setattr("bidding.actions.opening.ask_trustees.collect", lambda *_, **__: Answers({1: "key"}, {1: "gave"}))
    Need.objects.filter(pk=need.pk).update(trustees={**need.trustees, "t": 2})
    reveal(kept[0])
    assert due.open_due() == 0
    assert not recorded_facts("bid.opened", need.number)
