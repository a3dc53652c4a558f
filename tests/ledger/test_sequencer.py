"""Pending events become entries: in order, without a gap, hashed, signed, and never changed again."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import InternalError, ProgrammingError, connection, transaction

from kernel.actors import SCHEDULER
from ledger import keys, merkle, reads
from ledger.models import Block, Checkpoint, Entry, Pending
from ledger.notes import key_id, verifier_key
from ledger.record import record
from ledger.sequencer import sequence_all, sequence_batch

NEED = "ZX-2026-0001"


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.SITE_URL = "https://market.example"


def happen(times=1, event="bid.sealed", **body):
    return [record(SCHEDULER, event, {"need": NEED, "bidder": "91350100M000100Y43", "seq": n, **body}) for n in range(times)]


def test_the_first_entry_names_the_log_and_its_key(at_ten):
    happen()
    assert sequence_all() == 2
    first = json.loads(Entry.objects.get(idx=0).body)
    assert first == {
        "v": 1,
        "type": "log.genesis",
        "at": "2026-06-03T02:00:00.000000Z",
        "by": {"kind": "system"},
        "origin": "market.example/log",
        "key": keys.public_key(),
    }
    assert reads.origin() == "market.example/log"


def test_events_are_ordered_as_they_were_recorded_and_found_by_need_and_organisation(at_ten):
    told = happen(3)
    other = record(SCHEDULER, "org.registered", {"org": "91410100MA40000011", "by_silence": True})
    assert reads.entry_of_pending(other.pending_id) is None
    sequence_all()
    assert not Pending.objects.exists()
    assert [entry.idx for entry in reads.entries_of_need(NEED)] == [1, 2, 3]
    assert [entry.pending_id for entry in reads.entries_of_need(NEED)] == [each.pending_id for each in told]
    assert [entry.event for entry in reads.entries_of_org("91410100MA40000011")] == ["org.registered"]
    assert reads.entry_of_pending(other.pending_id).idx == 4


def test_nothing_waits_nothing_is_signed(at_ten):
    assert sequence_all() == 0
    assert reads.newest_checkpoint() is None


def test_a_long_queue_is_ordered_in_batches_with_a_checkpoint_each(at_ten):
    happen(7)
    assert [sequence_batch(3), sequence_batch(3), sequence_batch(3), sequence_batch(3)] == [4, 3, 1, 0]
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [4, 7, 8]
    for point in Checkpoint.objects.all():
        leaves = [bytes(leaf) for leaf in Entry.objects.filter(idx__lt=point.size).order_by("idx").values_list("leaf", flat=True)]
        assert merkle.root_of(leaves) == bytes(point.root)


def test_the_checkpoint_is_a_signed_note_that_others_can_verify(at_ten):
    happen()
    sequence_all()
    text, signature_line = reads.newest_checkpoint().note.split("\n\n")
    name, size, root = text.split("\n")
    assert (name, size) == ("market.example/log", "2")
    assert base64.b64decode(root) == bytes(reads.newest_checkpoint().root)
    dash, signer, signed = signature_line.strip().split(" ")
    raw = base64.b64decode(signed)
    assert (dash, signer) == ("\u2014", "market.example/log")
    assert raw[:4] == key_id(name, keys.public_key())
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys.public_key())).verify(raw[4:], f"{text}\n".encode())
    assert verifier_key(name).startswith("market.example/log+" + raw[:4].hex() + "+A")


def test_every_entry_is_proven_by_its_path_across_blocks(at_ten):
    happen(520)
    sequence_all()
    assert Block.objects.count() == 2
    point = reads.newest_checkpoint()
    for idx in (0, 1, 255, 256, 511, 512, 520):
        path = [bytes.fromhex(step) for step in reads.inclusion_proof(idx, point.size)]
        assert merkle.is_included(bytes(Entry.objects.get(idx=idx).leaf), idx, point.size, path, bytes(point.root))


def test_a_proof_costs_three_queries_at_any_size(at_ten, django_assert_num_queries):
    happen(600)
    sequence_all()
    with django_assert_num_queries(2):
        reads.inclusion_proof(3, 601)


def test_each_checkpoint_is_the_beginning_of_each_later_one(at_ten):
    happen(530)
    while sequence_batch(67):
        pass
    points = list(Checkpoint.objects.order_by("size"))
    assert len(points) == 8
    for old in points:
        for new in points:
            if old.size <= new.size:
                path = [bytes.fromhex(step) for step in reads.consistency_proof(old.size, new.size)]
                assert merkle.is_consistent(old.size, new.size, path, bytes(old.root), bytes(new.root))


@pytest.mark.parametrize(("idx", "size"), [(5, 2), (-1, 2), (0, 99), (0, 0)])
def test_there_is_no_proof_of_what_is_not_there(at_ten, idx, size):
    happen()
    sequence_all()
    with pytest.raises(LookupError):
        reads.inclusion_proof(idx, size)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_checkpoint", "ledger_block"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_is_on_the_record_is_never_changed_not_even_by_raw_sql(at_ten, table, act):
    happen(300)
    sequence_all()
    key = {"ledger_entry": "idx", "ledger_checkpoint": "size", "ledger_block": "index"}[table]
    with (
        pytest.raises((InternalError, ProgrammingError), match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table, key, key))


def test_an_entry_saved_again_through_the_orm_is_refused_too(at_ten):
    happen()
    sequence_all()
    entry = Entry.objects.get(idx=1)
    entry.body = entry.body.replace("91350100M000100Y43", "91410100MA40000011")
    with pytest.raises((InternalError, ProgrammingError), match="append-only"), transaction.atomic():
        entry.save()
