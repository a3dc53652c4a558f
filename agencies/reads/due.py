"""What time has brought about."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from agencies.models import Agency, Certificate, Registration
from agencies.states import RegistrationState, Standing


def registrations_due(at: datetime) -> QuerySet[Registration]:
    """The applications whose time for an answer has run out."""
    return Registration.objects.filter(state=RegistrationState.SUBMITTED, due_at__lte=at).order_by("due_at", "pk")


def measures_run_out(at: datetime) -> QuerySet[Agency]:
    """The agencies whose suspension or warning has run out."""
    suspended = Q(standing=Standing.SUSPENDED, suspended_until__lte=at)
    return Agency.objects.filter(suspended | Q(standing=Standing.WARNED, warned_until__lte=at)).order_by("pk")


def certificates_to_remind(today: date) -> QuerySet[Certificate]:
    """The certificates of listed agencies that run out within 30 days and have not been told of to the end."""
    listed = Certificate.objects.exclude(agency__standing__in=(Standing.UNLISTED, Standing.REMOVED))
    soon = listed.filter(valid_until__lte=today + timedelta(days=30))
    return soon.exclude(reminded_at_days=-1).order_by("valid_until", "pk")
