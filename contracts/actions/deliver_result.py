"""Hand over the result of a service."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from contracts import access, reads
from contracts.file_kinds import kind_of
from contracts.models import Contract, Delivery, DeliveryFile
from contracts.rules import TO_DELIVER
from contracts.rules.delivery import DeliveryFacts, FileFacts
from contracts.states import Side
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record, stamp


@dataclass(frozen=True)
class ResultFile:
    """A file as it arrived: its name and its bytes."""

    name: str
    content: bytes


@transaction.atomic
def deliver_result(*, actor: Actor, number: str, files: tuple[ResultFile, ...], note: str = "") -> Delivery:
    """Hand over the result as files. Days late are counted in calendar days after the due day.

    Raises:
        RulesBroken: if the contract is not running or a file is missing, too large or not what its name says.
    """
    contract, _ = access.act(actor, reads.lock_contract(number), to="bid", side=Side.AGENCY)
    at = clock.now()
    seen = tuple(FileFacts(each.name, len(each.content), kind_of(each.content)) for each in files)
    check(TO_DELIVER, DeliveryFacts(contract.state in reads.TO_BE_DELIVERED, seen), on=clock.day_of(at))
    last = reads.latest_delivery(contract)
    delivery = Delivery.objects.create(
        contract=contract,
        round=last.round + 1 if last else 1,
        note=note.strip(),
        at=at,
        days_late=days_late(contract.due_on, clock.day_of(at)),
    )
    hashes = [_keep(delivery, each) for each in files]
    silence = contract.terms["silence_days"]
    contract.deliver(at=at, accept_by=add_working_days(at, silence) if silence is not None else None)
    contract.save()
    record(
        actor,
        "delivery.made",
        {
            "contract": contract.number,
            "need": contract.need.number,
            "round": delivery.round,
            "files": list(hashes),
            "days_late": delivery.days_late,
            "accept_by": stamp(contract.accept_by) if contract.accept_by else "",
        },
        at=at,
        tell={"contract": contract.pk},
    )
    return delivery


def days_late(due_on: date | None, day: date) -> int:
    """How many calendar days after the due day; never below zero."""
    return max(0, (day - due_on).days) if due_on else 0


def _keep(delivery: Delivery, each: ResultFile) -> str:
    digest = hashlib.sha256(each.content).hexdigest()
    kept = DeliveryFile(delivery=delivery, name=each.name[:200], size=len(each.content), sha256=digest)
    kept.file.save(f"{digest[:16]}.{kind_of(each.content)}", ContentFile(each.content), save=False)
    kept.save()
    return digest


def late_days_of(contract: Contract) -> int:
    """The days late of the first delivery, which is when the result was due."""
    first = contract.deliveries.order_by("round").first()
    return first.days_late if first else 0
