"""The life of an agency's standing: every move there is, and no other."""

from datetime import datetime

from django.db import models

from agencies.states import Standing as S
from kernel.life import Life, StateField, transition


class AgencyLife(Life):
    """Listed, warned, suspended, removed, restored."""

    standing = StateField("状态", choices=S.choices, default=S.UNLISTED)
    listed_at = models.DateTimeField("入驻时间", null=True, blank=True)
    warned_at = models.DateTimeField("警示时间", null=True, blank=True)
    warned_until = models.DateTimeField("警示止", null=True, blank=True)
    suspended_at = models.DateTimeField("暂停起", null=True, blank=True)
    suspended_until = models.DateTimeField("暂停止", null=True, blank=True)
    removed_at = models.DateTimeField("清退时间", null=True, blank=True)
    barred_until = models.DateTimeField("禁入止", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(standing, source=S.UNLISTED, target=S.LISTED)
    def admit(self, *, at: datetime) -> None:
        """The registration was admitted, by an official or by silence."""
        self.listed_at = at

    @transition(standing, source=[S.LISTED, S.WARNED], target=S.WARNED)
    def warn(self, *, at: datetime, until: datetime) -> None:
        """A decided warning stands beside the name until `until`."""
        self.warned_at, self.warned_until = at, until

    @transition(standing, source=S.WARNED, target=S.LISTED)
    def clear_warning(self) -> None:
        """The warning has run out."""
        self.warned_at = self.warned_until = None

    @transition(standing, source=[S.LISTED, S.WARNED, S.SUSPENDED], target=S.SUSPENDED)
    def suspend(self, *, at: datetime, until: datetime) -> None:
        """A decided suspension starts, or a further one takes its place; running contracts go on."""
        self.suspended_at, self.suspended_until = at, until
        self.warned_at = self.warned_until = None

    @transition(standing, source=S.SUSPENDED, target=S.LISTED)
    def restore(self) -> None:
        """The suspension has run out, by the clock."""
        self.suspended_at = self.suspended_until = None

    @transition(standing, source=[S.LISTED, S.WARNED, S.SUSPENDED], target=S.REMOVED)
    def remove(self, *, at: datetime, until: datetime) -> None:
        """A decided removal, with a bar on coming back before `until`."""
        self.suspended_at = self.suspended_until = self.warned_at = self.warned_until = None
        self.removed_at, self.barred_until = at, until

    @transition(standing, source=S.REMOVED, target=S.UNLISTED)
    def come_back(self) -> None:
        """The bar has run out: the agency may register anew."""
        self.removed_at = self.barred_until = None
