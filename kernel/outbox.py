"""The outbox: an event is written with the change that it tells of, and reaches every handler at least once.

`config/wiring.py` says which handlers hear which event. A handler takes the payload and is idempotent; each (event,
handler) pair is marked done in the handler's own transaction, so a crash repeats it and a repeat finds it done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from kernel import clock
from kernel.models import Delivery, OutboxEvent

log = logging.getLogger(__name__)
MOST_TRIES = 20


@cache
def _wiring() -> Mapping[str, tuple[str, ...]]:
    wiring: Mapping[str, tuple[str, ...]] = import_string(settings.OUTBOX_WIRING)
    return wiring


def emit(name: str, payload: dict[str, Any]) -> None:
    """Tell the upper rooms of an event, in the transaction of the change. An event without a handler costs nothing."""
    handlers = _wiring().get(name, ())
    if not handlers:
        return
    event = OutboxEvent.objects.create(name=name, payload=payload, at=clock.now())
    for delivery in Delivery.objects.bulk_create(Delivery(event=event, handler=h) for h in handlers):
        _enqueue(delivery.pk)


def _enqueue(delivery_id: int) -> None:
    enqueue: Callable[[int], None] = import_string(settings.OUTBOX_ENQUEUE)
    enqueue(delivery_id)


def deliver(delivery_id: int) -> bool:
    """Run one handler for one event, once. Returns whether it ran now; raises what the handler raised, after noting it."""
    try:
        with transaction.atomic():
            due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
            delivery = due.filter(pk=delivery_id, done_at=None).first()
            if delivery is None:
                return False
            handler: Callable[[dict[str, Any]], None] = import_string(delivery.handler)
            handler(delivery.event.payload)
            delivery.done_at = clock.now()
            delivery.tries += 1
            delivery.save(update_fields=["done_at", "tries"])
            return True
    except Exception as error:
        failed = Delivery.objects.filter(pk=delivery_id).first()
        if failed:
            failed.tries, failed.last_error = failed.tries + 1, f"{type(error).__name__}: {error}"
            failed.save(update_fields=["tries", "last_error"])
        log.exception("outbox delivery %s failed", delivery_id)
        raise


def deliver_all(*, rounds: int = 100, stop_at_fault: bool = True) -> int:
    """Deliver everything that is due, and what that brings about; for the demo, the tests and a worker that catches up.

    With `stop_at_fault` off, a delivery that fails is left for the next call and the others go on.
    """
    count, failed = 0, set[int]()
    for _ in range(rounds):
        open_ones = Delivery.objects.filter(done_at=None, tries__lt=MOST_TRIES).exclude(pk__in=failed)
        before = count
        for pk in list(open_ones.order_by("pk").values_list("pk", flat=True)):
            try:
                count += deliver(pk)
            except Exception:
                if stop_at_fault:
                    raise
                failed.add(pk)
        if count == before:
            break
    return count
