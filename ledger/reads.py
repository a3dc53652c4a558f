"""Questions asked of the record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from ledger import merkle
from ledger.merkle import BLOCK, BLOCK_LEVEL
from ledger.models import Block, Checkpoint, Cosignature, Entry, Pending
from ledger.record import stamp


def entries_of_need(number: str) -> list[Entry]:
    """What the record says of a need, in order."""
    return list(Entry.objects.filter(need=number).order_by("idx"))


def entries_of_org(uscc: str) -> list[Entry]:
    """What the record says of an organisation, in order."""
    return list(Entry.objects.filter(org=uscc).order_by("idx"))


def entry_of_pending(pending_id: int) -> Entry | None:
    """The entry that an event became, or None while it waits to be ordered."""
    return Entry.objects.filter(pending_id=pending_id).first()


def newest_checkpoint() -> Checkpoint | None:
    """The last signed size and root."""
    return Checkpoint.objects.order_by("-size").first()


def recorded_facts(event: str, need: str) -> list[dict[str, Any]]:
    """The bodies of an event about a need, whether already ordered or still waiting."""
    # What waits is read first: an event that is ordered in between is then seen twice, never missed.
    bodies = list(Pending.objects.filter(event=event, need=need).order_by("pk").values_list("body", flat=True))
    bodies += Entry.objects.filter(event=event, need=need).order_by("idx").values_list("body", flat=True)
    return [json.loads(body) for body in dict.fromkeys(bodies)]


@dataclass(frozen=True)
class RecordedBody:
    """An event as it was recorded: where it waited, its canonical body and that body's hash (the entry's, in a receipt)."""

    pending_id: int
    body: str

    @property
    def body_hash(self) -> str:
        """SHA-256 of the body, in hex."""
        return hashlib.sha256(self.body.encode()).hexdigest()


def recorded_body(event: str, need: str, name: str, value: str) -> RecordedBody:
    """The one event about a need in which a field has this value, whether already ordered or still waiting.

    Raises:
        LookupError: if none was recorded.
    """
    named = {"event": event, "need": need, "body__contains": f"{json.dumps(name)}:{json.dumps(value)}"}
    # What waits is read first: an event that is ordered in between is found as an entry.
    found = Pending.objects.filter(**named).values_list("pk", "body").first()
    found = found or Entry.objects.filter(**named).values_list("pending_id", "body").first()
    if found is None:
        raise LookupError(f"no {event} of {name} {value} is on the record")
    return RecordedBody(*found)


def cosigned_note(point: Checkpoint) -> str:
    """A checkpoint with the lines of the witnesses that have cosigned it."""
    return point.note + "".join(Cosignature.objects.filter(size=point.size).order_by("witness").values_list("line", flat=True))


def newest_cosigned_checkpoint(quorum: int) -> Checkpoint | None:
    """The last checkpoint under which at least so many witnesses have signed."""
    if not quorum:
        return newest_checkpoint()
    enough = Cosignature.objects.values("size").annotate(signed=Count("pk")).filter(signed__gte=quorum).order_by("-size").first()
    return checkpoint_at(enough["size"]) if enough else None


def checkpoint_at(size: int) -> Checkpoint | None:
    """The signed checkpoint of a size, if there is one."""
    return Checkpoint.objects.filter(size=size).first()


def origin() -> str | None:
    """The name of this log, as its first entry says; None while the log is empty."""
    first = Entry.objects.filter(idx=0).first()
    return str(json.loads(first.body)["origin"]) if first else None


def inclusion_proof(idx: int, size: int) -> list[str]:
    """The hashes (hex, bottom up) that lead from entry `idx` to the root over the first `size` entries.

    Raises:
        LookupError: if the record has no such entry or size.
    """
    hash_of = _hashes(size, (idx, size - 1))
    if not 0 <= idx < size:
        raise LookupError(f"no entry {idx} among {size}")
    return [step.hex() for step in merkle.inclusion_path(idx, size, hash_of)]


def consistency_proof(old: int, new: int) -> list[str]:
    """The hashes (hex) that show that the record of `old` entries is the beginning of the record of `new`.

    Raises:
        LookupError: if the record is shorter, or `old` is not in (0, new].
    """
    if not 0 < old <= new:
        raise LookupError(f"no record of {old} entries before one of {new}")
    return [step.hex() for step in merkle.consistency_path(old, new, _hashes(new, (old - 1, new - 1)))]


def _hashes(size: int, near: tuple[int, ...]) -> merkle.HashOf:
    """The hashes of full subtrees: of whole blocks, and of the leaves of the blocks in which the `near` entries lie."""
    blocks = [
        bytes(each) for each in Block.objects.filter(index__lt=size // BLOCK).order_by("index").values_list("hash", flat=True)
    ]
    wanted = Q()
    for start in {idx // BLOCK * BLOCK for idx in near}:
        wanted |= Q(idx__gte=start, idx__lt=start + BLOCK)
    leaves = {idx: bytes(leaf) for idx, leaf in Entry.objects.filter(wanted).values_list("idx", "leaf")}
    if size - 1 not in leaves:
        raise LookupError(f"the record has fewer than {size} entries")

    def hash_of(level: int, index: int) -> bytes:
        if level == 0:
            return leaves[index]
        if level == BLOCK_LEVEL:
            return blocks[index]
        return merkle.node(hash_of(level - 1, 2 * index), hash_of(level - 1, 2 * index + 1))

    return hash_of


def newest_fact_of_org(event: str, org: str, *, before: datetime) -> dict[str, Any] | None:
    """The newest body of an event about an organisation before a moment, whether already ordered or still waiting."""
    named = {"event": event, "org": org}
    waiting = Pending.objects.filter(**named, at__lt=before).order_by("-at", "-pk")
    bodies = list(waiting.values_list("body", flat=True)[:5])
    bodies += Entry.objects.filter(**named).order_by("-idx").values_list("body", flat=True)[:50]
    facts = (json.loads(body) for body in bodies)
    return max((fact for fact in facts if fact["at"] < stamp(before)), key=lambda fact: fact["at"], default=None)
