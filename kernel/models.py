"""The kernel's three tables: the working-day calendar, the outbox, and the shift of the clock (demo and tests only)."""

from django.db import models
from django.db.models import Q


class CalendarYear(models.Model):
    """A year whose holidays the State Council has published. A year without a row is guessed from weekends, and pages warn."""

    year = models.PositiveSmallIntegerField("年", primary_key=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "已公布节假日安排的年份"
        verbose_name_plural = "已公布节假日安排的年份"

    def __str__(self) -> str:
        return str(self.year)


class SpecialDay(models.Model):
    """A weekday that is off, or a weekend day that is worked. Editable; every other day follows the week."""

    day = models.DateField("日期", primary_key=True)
    is_working = models.BooleanField("是否工作日")
    note = models.CharField("说明", max_length=60, blank=True)

    class Meta:
        verbose_name = "调休与节假日"
        verbose_name_plural = "调休与节假日"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.note}"


class ClockShift(models.Model):
    """At most one row: the moment at which the demo or a test holds the database's clock."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_clock")]

    def __str__(self) -> str:
        return str(self.frozen_at)


class OutboxEvent(models.Model):
    """An event that an upper room must hear. Written in the transaction of the change, delivered once to each handler."""

    name = models.CharField(max_length=60)
    payload = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="outbox_by_time")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Delivery(models.Model):
    """One handler's share of an event: done once, tried again after a fault."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_per_handler")]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="deliveries_due")]

    def __str__(self) -> str:
        return f"{self.event} → {self.handler}"
