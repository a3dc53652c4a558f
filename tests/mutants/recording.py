"""Planted bugs of I9 to I11: what is on the record, sealed until its hour, and never changed."""

from tests.mutants.mutant import SEQUENCER, Mutant

RECORDING = (
    Mutant(
        "I9",
        "a change without its event in the record",
        "ledger.record:record",
        "pending_id = put_down(raw.decode(), at)",
        "pending_id = 0",
        ("tests/ledger/test_record.py::test_an_event_waits_in_canonical_form_with_its_time_and_its_actor",),
    ),
    Mutant(
        "I9",
        "a delivery that is repeated works twice",
        "kernel.outbox:deliver",
        "filter(pk=delivery_id, done_at=None)",
        "filter(pk=delivery_id)",
        ("tests/races/test_worker.py::test_without_the_mark_of_the_delivery_a_repeat_does_double",),
    ),
    Mutant(
        "I10",
        "a clock that stepped back lets a bid in before its notice",
        "trigger:a_bid_comes_before_the_deadline",
        "AND NEW.at >= since AND",
        "AND",
        ("tests/actions/test_clock_steps_back.py::test_the_database_alone_refuses_a_bid_from_before_its_notice",),
    ),
    Mutant(
        "I10",
        "a bid at the very deadline is in time",
        "trigger:a_bid_comes_before_the_deadline",
        "AND NEW.at < closing AND",
        "AND NEW.at <= closing AND",
        ("tests/mutants/killers.py::test_the_database_alone_refuses_a_bid_at_the_very_deadline",),
    ),
    Mutant(
        "I10",
        "a bid of an agency that is not there",
        "trigger:a_bid_comes_before_the_deadline",
        "JOIN agencies_agency agency",
        "LEFT JOIN agencies_agency agency",
        ("tests/actions/test_bid_guard.py::test_a_bid_is_of_an_agency_which_is_never_deleted",),
    ),
    Mutant(
        "I10",
        "an agency goes and its bids stay",
        "trigger:an_agency_stays",
        "RAISE EXCEPTION",
        "RETURN OLD; RAISE EXCEPTION",
        ("tests/actions/test_bid_guard.py::test_a_bid_is_of_an_agency_which_is_never_deleted",),
    ),
    Mutant(
        "I10",
        "a bid keeps its amount beside the envelope before the opening",
        "trigger:sealed_bid_says_nothing",
        "RAISE EXCEPTION",
        "RETURN NEW; RAISE EXCEPTION",
        ("tests/mutants/killers.py::test_a_sealed_bid_can_not_say_its_amount",),
    ),
    Mutant(
        "I11",
        "an entry of the record is changed",
        "trigger:entry_stays",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{SEQUENCER}test_what_is_on_the_record_is_never_changed_not_even_by_raw_sql",),
    ),
    Mutant(
        "I11",
        "a checkpoint does not contain the one before",
        "ledger.sequencer:sequence_batch",
        "[bytes(each) for each in last.range] if last else []",
        "[]",
        (f"{SEQUENCER}test_each_checkpoint_is_the_beginning_of_each_later_one",),
    ),
)
