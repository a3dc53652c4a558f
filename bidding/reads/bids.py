"""Bids and what is known of them: an agency before a need, an agency's bids, the frozen list of a need."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from agencies.models import Agency
from agencies.reads import AgencyFacts, standing_facts
from agencies.states import Standing
from bidding.models import Award, Bid, Need, Notice, Reveal, Venture, VentureParty
from bidding.models.bid_guard import LOCK_SPACE
from bidding.rules.revealing import RevealFacts
from bidding.rules.submission import EligibilityFacts, SubmissionFacts
from bidding.states import AwardState, BidState, CancelReason, NeedState, VentureState
from kernel.access import NotFound
from kernel.clock import DATABASE_TIME, day_of
from kernel.prepared import Prepared, Slot
from market.models import SupervisionRoute
from sealing.opening import seed_fits
from sealing.plan import LOT

_ROUTE = SupervisionRoute.objects.filter(item_code=OuterRef("need__item__code")).filter(
    Q(region=OuterRef("need__region"))
    | Q(region=OuterRef("need__region__parent"))
    | Q(region=OuterRef("need__region__parent__parent"))
)
_NEAREST = _ROUTE.order_by("-region__code")
UNREAD = (  # long texts that nothing about a bid depends on; whoever wants one asks for it
    *(
        "scale",
        "content",
        "requirements",
        "criteria",
        "specialty",
        "contact_name",
        "contact_phone",
        "complaint_phone",
        "no_estimate_note",
    ),
    *(f"need__buyer__{name}" for name in ("pinyin", "initials", "address", "contact_name", "contact_phone")),
    *(f"need__item__{name}" for name in ("pinyin", "initials", "legal_basis", "qualification", "workflow", "conditions")),
    *(f"need__item__{name}" for name in ("department_name", "time_limit", "fee_basis", "source", "sample_fields")),
)
_IN_FORCE = Prepared(
    lambda: (
        Notice.objects.filter(need__number=Slot("number"), published_at__isnull=False)
        .select_related("need__buyer", "need__item")
        .defer(*UNREAD)
        .annotate(
            organ_uscc=Subquery(_NEAREST.values("department__uscc")[:1]),
            organ_name=Subquery(_NEAREST.values("department__name")[:1]),
            last_seq=Subquery(
                Bid.objects.filter(need=OuterRef("need"), agency_id=Slot("agency")).order_by("-seq").values("seq")[:1]
            ),
            asked_at=DATABASE_TIME,
        )
        .order_by("-version")[:1]
    )
)
_OF_ONE = Prepared(lambda: Bid.objects.filter(need_id=Slot("need"), agency_id=Slot("agency")).order_by("-seq"))


def notice_for_bidding(number: str, *, agency: int = 0) -> Notice:
    """The notice in force with its need, the approving organ (`organ_uscc`, `organ_name`), the sequence number of the agency's
    last bid (`last_seq`, None if there is none) and the database's time (`asked_at`).

    One query, for the hot path.

    Raises:
        NotFound: if there is no published need of that number.
    """
    found: list[Notice] = _IN_FORCE.ask(number=number, agency=agency)
    if not found:
        raise NotFound(number)
    return found[0]


def approving_organ(notice: Notice) -> tuple[str, str]:
    """Code and name of the organ that approves; for a department's commission without a route, the department itself."""
    uscc = getattr(notice, "organ_uscc", None)
    if uscc:
        return uscc, notice.organ_name  # type: ignore[attr-defined]
    buyer = notice.need.buyer
    return (buyer.uscc, buyer.name) if notice.need.is_commissioned_by_department else ("", "")


def service_until(notice: Notice, *, day: date) -> date:
    """The last day of the service, counted from that day as if the contract were signed on it."""
    return day + timedelta(days=notice.days or 0)


def eligibility_facts(notice: Notice, agency: Agency, *, at: datetime) -> EligibilityFacts:
    """An agency before a notice at a moment (the notice from `notice_for_bidding`)."""
    need, day = notice.need, day_of(at)
    until = service_until(notice, day=day)
    code = need.item.code if need.item else ""
    organ_uscc, organ_name = approving_organ(notice)
    stands = standing_facts(agency, item_code=code, organ_uscc=organ_uscc, organ_name=organ_name, day=day, until=until)
    avoided = {str(row["uscc"]): str(row.get("reason") or "公告列明") for row in notice.avoidance}
    return EligibilityFacts(
        standing=_standing_word(stands),
        is_able_to_serve=stands.able_to_serve,
        service=need.item.name if need.item else notice.service_name,
        offers_the_service=not code or stands.offers_item,
        has_published_the_service=not code or stands.published_in_full,
        certificates_wanted=tuple(notice.certificate_kinds),
        certificates_in_force=stands.certificate_kinds_valid,
        service_until=until,
        practitioner_kind=notice.practitioner_kind,
        practitioners_wanted=notice.practitioner_count,
        practitioners_held=_practitioners(stands, notice.practitioner_kind),
        practitioners_bound=_bound(notice, agency) if notice.practitioner_count else 0,
        ties=stands.ties,
        avoided_because=avoided.get(agency.organisation.uscc, ""),
        is_the_buyer=agency.organisation_id == need.buyer_id,
    )


def submission_facts(notice: Notice, agency: Agency, *, fault: str = "") -> SubmissionFacts:
    """An envelope of an agency, come at the moment at which the notice was read."""
    at = notice.asked_at  # type: ignore[attr-defined]
    need = notice.need
    assert need.closes_at is not None
    assert notice.published_at is not None
    return SubmissionFacts(
        **vars(eligibility_facts(notice, agency, at=at)),
        is_open=need.state == NeedState.OPEN,
        notice_since=need.bids_since or notice.published_at,
        arrived_at=at,
        closes_at=need.closes_at,
        envelope_fault=fault,
    )


def _standing_word(stands: AgencyFacts) -> str:
    word = str(Standing(stands.standing).label)
    until = stands.suspended_until
    return f"{word}，至 {day_of(until) if isinstance(until, datetime) else until}" if until else word


def _practitioners(stands: AgencyFacts, kind: str) -> int:
    return stands.practitioners.get(kind, 0) if kind else sum(stands.practitioners.values())


def _bound(notice: Notice, agency: Agency) -> int:
    """How many practitioners of the notice's kind the agency has promised to other needs that it is rendering now.

    Alone it has promised all that the other notice asks for; in a joint venture what it brings by the agreement.
    """
    running = Award.objects.filter(state=AwardState.CONFIRMED, need__state=NeedState.CONFIRMED).exclude(need=notice.need_id)
    if notice.practitioner_kind:
        running = running.filter(bid__notice__practitioner_kind=notice.practitioner_kind)
    led = Venture.objects.filter(need=OuterRef("need"), lead=OuterRef("agency"), state=VentureState.AGREED)
    alone = running.filter(~Exists(led), agency=agency).aggregate(n=Sum("bid__notice__practitioner_count"))["n"] or 0
    won = running.filter(need=OuterRef("venture__need"), agency=OuterRef("venture__lead"))
    joint = VentureParty.objects.filter(Exists(won), venture__state=VentureState.AGREED, agency=agency)
    return alone + (joint.aggregate(n=Sum("practitioner_count"))["n"] or 0)


def bids_of(need_id: int, agency_id: int) -> list[Bid]:
    """An agency's envelopes for a need, the newest first."""
    return _OF_ONE.ask(need=need_id, agency=agency_id)


def share_the_lock(need_id: int) -> None:
    """Hold the need's advisory lock with other bids: while it is held, nobody closes the need."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCK_SPACE, need_id])


def sealed_bids(need: Need) -> list[Bid]:
    """The bids that stand sealed, in the order of the bidders' codes."""
    sealed = need.bids.filter(state=BidState.SEALED).select_related("agency__organisation")
    return list(sealed.order_by("agency__organisation__uscc"))


def opened_envelopes(need: Need) -> list[Any]:
    """The envelopes of a need's bids that were opened or found void, by their bidders' codes; none before the opening."""
    opened = Bid.objects.filter(need=need, state__in=[BidState.OPENED, BidState.VOID])
    return list(opened.order_by("agency__organisation__uscc").values_list("envelope", flat=True))


def opened_bids(need: Need) -> list[Bid]:
    """The bids that were opened and say something, in the order of the bidders' codes."""
    opened = need.bids.filter(state=BidState.OPENED).select_related("agency__organisation")
    return list(opened.order_by("agency__organisation__uscc"))


def revealed_seeds(need: Need, lot: str = "") -> dict[int, str]:
    """The seeds of a lot that bidders have handed in, {bid's primary key: seed in base64url}."""
    return dict(Reveal.objects.filter(bid__need=need, lot=lot).values_list("bid_id", "seed"))


def awaited_lot(need: Need) -> str:
    """Which envelopes are opened next: of a need with plans these, until its experts score them; then the prices ("")."""
    return LOT if need.has_plans and need.state == NeedState.CLOSED else ""


def reveal_facts(need: Need, bid: Bid, *, at: datetime, seed: str = "") -> RevealFacts:
    """A seed that came for the awaited envelope of a bid, or that may come."""
    envelope = bid.plan.envelope if awaited_lot(need) else bid.envelope
    return RevealFacts(
        is_frozen=bid.state == BidState.SEALED and need.closed_at is not None,
        is_waiting=_waits_for_keys(need),
        until=need.reveal_until,
        now=at,
        seed_fits=seed_fits(envelope, seed),
        keys_never_came=bid.state == BidState.UNOPENED and need.cancel_reason == CancelReason.KEYS_MISSING,
    )


def _waits_for_keys(need: Need) -> bool:
    """Whether nothing but keys is waited for: at the closing, and where experts score plans for the prices once the scores are closed."""
    if need.state == NeedState.SCORING:
        return need.panel.closed_at is not None
    return need.state == NeedState.CLOSED


def counted_bids(need: Need) -> int:
    """How many bids stand sealed: the number is public, the names are not."""
    return need.bids.filter(state=BidState.SEALED).count()


def bids_by(agency: Agency) -> QuerySet[Bid]:
    """Everything that an agency has sent, the newest first, with need and notice."""
    return (
        Bid.objects.filter(agency=agency).select_related("need__buyer", "notice", "agency__organisation").order_by("-at", "-pk")
    )


def bid_by_hash(envelope_hash: str) -> Bid:
    """The bid with that envelope.

    Raises:
        NotFound: if there is none.
    """
    found = (
        Bid.objects.filter(envelope_hash=envelope_hash)
        .select_related("need__buyer", "need__region", "notice", "agency__organisation")
        .first()
    )
    if found is None:
        raise NotFound(envelope_hash)
    return found
