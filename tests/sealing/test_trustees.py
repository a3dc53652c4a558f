"""The trustee keeps its key until the hour has come and the list is frozen."""

import os
from datetime import timedelta

import pytest

from kernel import clock
from kernel.actors import SCHEDULER
from ledger import keys
from ledger.merkle import frozen_list_root
from ledger.record import record, stamp
from sealing import trustees
from sealing.opening import open_envelope
from tests.makers.sealing import NEED, an_envelope

ROOT = frozen_list_root([])


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def closed_at(deadline, root=ROOT):
    body = {"need": NEED, "deadline": stamp(deadline), "root": root, "bids": 0}
    record(SCHEDULER, "need.closed", body)
    return body


def test_the_master_is_a_file_of_32_bytes_that_only_the_server_reads(at_ten, settings):
    trustees.trustee_set(NEED, at_ten)
    file = settings.KEYS_DIR / trustees.MASTER
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.stat().st_size == 32
    assert [each.name for each in settings.KEYS_DIR.iterdir()] == [trustees.MASTER]


def test_a_key_file_that_others_can_read_is_not_used(at_ten, settings):
    settings.KEYS_DIR.mkdir()
    (settings.KEYS_DIR / trustees.MASTER).write_bytes(os.urandom(32))
    (settings.KEYS_DIR / trustees.MASTER).chmod(0o644)
    with pytest.raises(keys.KeyFileUnsafe, match="0600"):
        trustees.trustee_set(NEED, at_ten)


def test_every_need_and_every_deadline_has_its_own_key(at_ten):
    later = at_ten + timedelta(days=1)
    sets = [trustees.trustee_set(*each) for each in ((NEED, at_ten), (NEED, later), ("ZX-2026-0002", at_ten))]
    assert len({each["set"][0]["pk"] for each in sets}) == 3
    assert sets[0] == trustees.trustee_set(NEED, at_ten)


def test_the_released_key_opens_what_was_sealed_to_the_published_one(at_ten):
    published = trustees.trustee_set(NEED, at_ten)
    envelope, _ = an_envelope(published)
    released = trustees.release(NEED, at_ten, closed=closed_at(at_ten))
    assert open_envelope(envelope, released).plain["amount_fen"] == 3_850_000


def test_nothing_is_released_one_microsecond_before_the_deadline(at_ten):
    deadline = at_ten + timedelta(microseconds=1)
    closed = closed_at(deadline)
    with pytest.raises(trustees.NotYet, match="deadline"):
        trustees.release(NEED, deadline, closed=closed)
    clock.set_to(deadline)
    assert trustees.release(NEED, deadline, closed=closed)


def test_nothing_is_released_while_no_closing_is_on_the_record(at_ten):
    made_up = {"need": NEED, "deadline": stamp(at_ten), "root": ROOT}
    with pytest.raises(trustees.NotYet, match=r"no need\.closed"):
        trustees.release(NEED, at_ten, closed=made_up)


def test_nothing_is_released_for_another_frozen_list_than_the_recorded_one(at_ten):
    closed = closed_at(at_ten)
    with pytest.raises(trustees.NotYet, match="not the one"):
        trustees.release(NEED, at_ten, closed={**closed, "root": "0" * 64})


def test_two_different_closings_are_equivocation_and_release_nothing(at_ten):
    closed = closed_at(at_ten)
    closed_at(at_ten, root="1" * 64)
    with pytest.raises(trustees.NotYet, match="equivocation"):
        trustees.release(NEED, at_ten, closed=closed)


def test_a_lot_has_keys_of_its_own_and_the_ordinary_envelope_keeps_its_bytes(at_ten):
    ordinary, technical = trustees.trustee_set(NEED, at_ten), trustees.trustee_set(NEED, at_ten, "technical")
    assert set(ordinary) == {"t", "n", "suite", "deadline", "set"}
    assert technical["lot"] == "technical"
    assert technical["set"][0]["pk"] != ordinary["set"][0]["pk"]
    envelope, _ = an_envelope(technical, {"v": "plan/1", "text": "分三个阶段实施。", "files": []}, lot="technical")
    closed = closed_at(at_ten)
    assert open_envelope(envelope, trustees.release(NEED, at_ten, closed=closed, lot="technical")).plain
    assert open_envelope(envelope, trustees.release(NEED, at_ten, closed=closed)).reason == "too-few-valid-shares"


def test_a_key_that_waits_for_an_event_is_not_given_before_it_nor_by_asking_without(at_ten):
    waiting = trustees.trustee_set(NEED, at_ten, after="score.locked")
    closed = closed_at(at_ten)
    with pytest.raises(trustees.NotYet, match=r"score\.locked"):
        trustees.release(NEED, at_ten, closed=closed, after="score.locked")
    envelope, _ = an_envelope(waiting)
    assert open_envelope(envelope, trustees.release(NEED, at_ten, closed=closed)).reason == "too-few-valid-shares"
    record(SCHEDULER, "score.locked", {"need": NEED})
    assert open_envelope(envelope, trustees.release(NEED, at_ten, closed=closed, after="score.locked")).plain
