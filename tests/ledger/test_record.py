"""Recording an event: in the transaction of the change, in canonical form, with the private halves kept apart."""

import hashlib
import json

import pytest
from django.db import transaction

from kernel.actors import SCHEDULER
from ledger.canonical import canonical
from ledger.models import Pending, Private
from ledger.record import RESERVED, record


def test_an_event_waits_in_canonical_form_with_its_time_and_its_actor(at_ten):
    done = record(SCHEDULER, "need.finished", {"need": "ZX-2026-0001"})
    body = Pending.objects.get(pk=done.pending_id).body
    assert body == (
        '{"at":"2026-06-03T02:00:00.000000Z","by":{"kind":"system"},"need":"ZX-2026-0001","type":"need.finished","v":1}'
    )
    assert done.body_hash == hashlib.sha256(body.encode()).hexdigest()


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_body_may_not_name_what_the_record_writes_itself(at_ten, name):
    with pytest.raises(ValueError, match=name):
        record(SCHEDULER, "need.finished", {name: 1})
    assert not Pending.objects.exists()


def test_a_private_fact_leaves_only_a_salted_hash_in_the_record(at_ten):
    done = record(SCHEDULER, "delivery.returned", {"contract": "ZX-HT-2026-0001"}, private={"reasons": "第三章缺附图"})
    body = Pending.objects.get(pk=done.pending_id).body
    kept = Private.objects.get()
    assert "第三章" not in body
    assert json.loads(body)["x"]["reasons"]["c"] == kept.commitment
    assert hashlib.sha256(bytes(kept.salt) + canonical(kept.value)).hexdigest() == kept.commitment


def test_an_event_of_a_change_that_failed_was_never_recorded(at_ten):
    with transaction.atomic():
        record(SCHEDULER, "need.finished", {"need": "ZX-2026-0001"})
        transaction.set_rollback(True)
    assert not Pending.objects.exists()
