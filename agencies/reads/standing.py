"""What bidding must know of an agency."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Case, DateField, Q, Value, When

from agencies.models import Agency, Certificate, DeclaredTie, OfferedService, Practitioner
from agencies.models.service import PUBLISHED_IN_FULL
from agencies.states import ABLE_TO_SERVE
from kernel.prepared import Prepared, Slot


@dataclass(frozen=True)
class AgencyFacts:
    """An agency as it stands towards one service and one organ on a day."""

    able_to_serve: bool
    standing: str
    offers_item: bool
    published_in_full: bool
    certificate_kinds_valid: frozenset[str] = frozenset()
    practitioners: dict[str, int] = field(default_factory=dict)
    ties: tuple[str, ...] = ()
    suspended_until: datetime | None = None
    grade: str = "none"
    score_centi: int | None = None


def visible_services(on: date | Slot) -> Q:
    """The services that are shown on a day: where the law asks a certificate, one that is valid that day (A5)."""
    valid = Q(certificate__valid_from__lte=on, certificate__valid_until__gte=on)
    return Q(needs_certificate=False) | valid


DAY, LAST = Slot("day", DateField()), Slot("last", DateField())
_HELD = Prepared(  # (what, its kind, a number): the numbers keep two people of one kind apart, and say of a service if it is full
    lambda: (
        Certificate.objects.filter(agency_id=Slot("agency"), valid_from__lte=DAY, valid_until__gte=LAST)
        .order_by()
        .values_list(Value("certificate"), "kind", Value(0))
        .union(
            Practitioner.objects.filter(agency_id=Slot("agency"))
            .filter(Q(valid_until=None) | Q(valid_until__gte=LAST))
            .order_by()
            .values_list(Value("person"), "kind", "pk"),
            OfferedService.objects.filter(visible_services(DAY), agency_id=Slot("agency"), item_code=Slot("item"))
            .order_by()
            .values_list(Value("service"), "item_code", Case(When(PUBLISHED_IN_FULL, then=1), default=0)),
            all=True,
        )
    )
)


def ties_to(agency: Agency, organ_uscc: str, organ_name: str) -> list[DeclaredTie]:
    """The declared ties that lead to an organ: by its code, or by name where the tie has no code."""
    if not organ_uscc and not organ_name:
        return []
    by_code = Q(organ_uscc=organ_uscc) if organ_uscc else Q(pk=None)
    return list(agency.ties.filter(by_code | Q(organ_uscc="", organ_name=organ_name)))


def standing_facts(
    agency: Agency, *, item_code: str, organ_uscc: str = "", organ_name: str = "", day: date, until: date | None = None
) -> AgencyFacts:
    """What bidding must know of an agency, in two queries.

    Args:
        agency: freshly read or locked by the caller: the standing is taken from it.
        item_code: the retained item that is bought; "" asks for no item.
        organ_uscc: the approving organ to which no tie may lead; matched by code, or by name where a tie has no code.
        organ_name: the same organ's name.
        day: the day in Beijing that judges.
        until: certificates must stay valid through this day, too (for example the end of the service).
    """
    last = max(day, until) if until else day
    held = _HELD.ask(agency=agency.pk, item=item_code, day=day, last=last)
    offered = [number for what, _, number in held if what == "service"]
    return AgencyFacts(
        able_to_serve=agency.standing in ABLE_TO_SERVE,
        standing=agency.standing,
        offers_item=bool(offered) or not item_code,
        published_in_full=any(offered) or not item_code,
        certificate_kinds_valid=frozenset(kind for what, kind, _ in held if what == "certificate"),
        practitioners=dict(Counter(kind for what, kind, _ in held if what == "person")),
        ties=tuple(str(tie) for tie in ties_to(agency, organ_uscc, organ_name)),
        suspended_until=agency.suspended_until,
        grade=agency.grade,
        score_centi=agency.score_centi,
    )
