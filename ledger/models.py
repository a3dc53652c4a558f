"""The tables of the public record: what waits to be ordered, what was ordered, what was signed, and the private halves."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

_FORBID = pgtrigger.Func(  # type: ignore[no-untyped-call]
    "RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME USING errcode = '42501';"
)


def append_only(prefix: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse to change or remove a row."""
    return [
        pgtrigger.Trigger(
            name=f"{prefix}_stays", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=_FORBID
        ),
        pgtrigger.Trigger(
            name=f"{prefix}_not_truncated",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func=_FORBID,
        ),
    ]


class FoundBy(models.Model):
    """By what an event is found: its name, its need and its organisation, "" where it has none."""

    event = models.CharField(max_length=40)
    need = models.CharField(max_length=24, blank=True)
    org = models.CharField(max_length=18, blank=True)

    class Meta:
        abstract = True


class Pending(FoundBy):
    """An event in its transaction of origin, not yet in order. `body` is canonical JSON."""

    body = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.body[:60]


class Latest(models.Model):
    """When the fact that was written last about a need or a contract happened; the next happens then or later. One row more is about the whole record."""

    about = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.about} {self.at}"


class Entry(FoundBy):
    """An entry of the log. `idx` starts at 0 and has no gap."""

    idx = models.BigIntegerField(primary_key=True)
    leaf = models.BinaryField(max_length=32)
    body = models.TextField()
    pending_id = models.BigIntegerField(unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["need", "idx"], name="entries_by_need"),
            models.Index(fields=["org", "idx"], name="entries_by_org"),
            models.Index(fields=["event", "idx"], name="entries_by_event"),
        ]
        triggers = append_only("entry")

    def __str__(self) -> str:
        return f"#{self.idx} {self.event}"


class Block(models.Model):
    """The hash over 256 entries in a row, kept when they are full: what makes a proof cheap to give."""

    index = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        triggers = append_only("block")

    def __str__(self) -> str:
        return f"block {self.index}"


class Checkpoint(models.Model):
    """A signed size and root of the log (C2SP signed note)."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    range = ArrayField(models.BinaryField())
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        triggers = append_only("checkpoint")

    def __str__(self) -> str:
        return f"{self.size}"

    @property
    def origin(self) -> str:
        """The name of the log, as the signed note says it."""
        return self.note.partition("\n")[0]


class Cosignature(models.Model):
    """A witness's line under the checkpoint of a size (C2SP tlog-cosignature)."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=100)
    line = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["size", "witness"], name="one_cosignature_of_a_witness")]

    def __str__(self) -> str:
        return f"{self.witness} {self.size}"


class Private(models.Model):
    """The opening of a hidden field: salt and value. Deleting the row erases the value; the hash stays in the log."""

    commitment = models.CharField(max_length=64, unique=True)
    salt = models.BinaryField(max_length=32)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.commitment
