"""Who may do what with an agency."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.models import Agency, Paper, Registration
from agencies.states import RegistrationState, Standing
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from kernel.prepared import Prepared, Slot

PLAN_22 = "方案第 22 项"
OFFICIALS = {ActorKind.OPERATOR, ActorKind.REGULATOR}
_BY_ORGANISATION = Prepared(
    lambda: Agency.objects.select_related("organisation__region", "licence", "authorisation").filter(
        organisation_id=Slot("organisation")
    )
)
_BIDDER = Prepared(
    lambda: (
        Agency.objects.select_related("organisation")
        .filter(organisation_id=Slot("organisation"))
        .only("standing", "suspended_until", "grade", "score_centi", "organisation__uscc", "organisation__name")
    )
)


def agency_if_begun(actor: Actor) -> Agency | None:
    """The agency for which the actor acts, if it has begun to register."""
    return _asked(_BY_ORGANISATION, actor)


def _asked(question: Prepared, actor: Actor) -> Agency | None:
    if actor.kind is not ActorKind.AGENCY or actor.organisation_id is None:
        return None
    found: list[Agency] = question.ask(organisation=actor.organisation_id)
    return found[0] if found else None


def agency_of(actor: Actor, *, to: str = "") -> Agency:
    """The agency for which the actor acts.

    Args:
        actor: who asks.
        to: the role that the act needs ("manage", "bid", "sign"); "" only looks. To bid it is read with its standing alone.

    Raises:
        NotForYou: when the actor acts for no agency, or lacks the role.
    """
    agency = _asked(_BIDDER if to == "bid" else _BY_ORGANISATION, actor)
    if agency is None:
        raise NotForYou("Only an agency that has begun to register may do this.", source="方案第 23 项")
    need_role(actor, to)
    return agency


def may_become_agency(actor: Actor) -> None:
    """An organisation of the kind agency may register, through somebody who manages it."""
    if actor.kind is not ActorKind.AGENCY:
        raise NotForYou("Only an organisation that is on the market as an agency registers.", source="方案第 23 项")
    need_role(actor, "manage")


def need_role(actor: Actor, role: str) -> None:
    """Refuse an actor who lacks the role in the organisation."""
    if role and not actor.has(role):
        raise NotForYou("Your role in the organisation does not allow this.")


def may_carry_out_measures(actor: Actor) -> None:
    """Measures are carried out by officials who decide, or by the clock."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind in OFFICIALS and actor.has("decide")):
        return
    raise NotForYou("Only officials who decide carry out measures.", source="行政处罚法")


def only_the_clock(actor: Actor) -> None:
    """What time alone brings about is done by the scheduler."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotForYou("Only the clock does this.")


def checks_registrations(actor: Actor) -> bool:
    """Whether the actor answers applications: the operator's or a regulator's official with the role `review`."""
    return actor.kind in OFFICIALS and actor.has("review")


def in_region(actor: Actor, prefix: str) -> Q:
    """Rows whose organisation (at `prefix`) lies in the actor's region or below it."""
    region = f"{prefix}__region"
    return (
        Q(**{f"{region}__code": actor.region})
        | Q(**{f"{region}__parent__code": actor.region})
        | Q(**{f"{region}__parent__parent__code": actor.region})
    )


def registrations_visible_to(actor: Actor) -> QuerySet[Registration]:
    """Applications that an actor may read: one's own; officials those handed in within their region."""
    rows = Registration.objects.select_related("agency__organisation__region", "agency__licence", "agency__authorisation")
    if checks_registrations(actor):
        return rows.exclude(state=RegistrationState.DRAFT).filter(in_region(actor, "agency__organisation"))
    if actor.kind is ActorKind.AGENCY and actor.organisation_id is not None:
        return rows.filter(agency__organisation_id=actor.organisation_id)
    return rows.none()


def registration_to_answer(actor: Actor, pk: int) -> Registration:
    """The application that an official is to answer.

    Raises:
        NotForYou: for anybody who answers none.
        NotFound: outside the official's region.
    """
    if not checks_registrations(actor):
        raise NotForYou("Only officials who check registrations answer them.", source="方案第 23 项")
    found = registrations_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def papers_visible_to(actor: Actor) -> QuerySet[Paper]:
    """Files that an actor may read: one's own; officials those of agencies whose application they may read."""
    if checks_registrations(actor):
        handed_in = registrations_visible_to(actor).values("agency_id")
        return Paper.objects.filter(agency_id__in=handed_in)
    if actor.kind is ActorKind.AGENCY and actor.organisation_id is not None:
        return Paper.objects.filter(agency__organisation_id=actor.organisation_id)
    return Paper.objects.none()


def public_agencies() -> QuerySet[Agency]:
    """Agencies whose page is public: whoever was ever admitted; the history of a removed one stays."""
    return Agency.objects.select_related("organisation__region").exclude(standing=Standing.UNLISTED)


def agency_to_measure(actor: Actor, uscc: str) -> Agency:
    """The agency against which a measure is carried out."""
    may_carry_out_measures(actor)
    found = Agency.objects.filter(organisation__uscc=uscc).first()
    if found is None:
        raise NotFound
    return found


def agency_to_grade(actor: Actor, uscc: str) -> Agency:
    """The agency whose grade is written down: by the clock, or in the wake of an official's decision."""
    if actor.kind is not ActorKind.SYSTEM and not (actor.kind in OFFICIALS and actor.has("decide")):
        raise NotForYou("A grade is worked out by the published formula, not set by anybody.", source="本站默认")
    found = Agency.objects.filter(organisation__uscc=uscc).first()
    if found is None:
        raise NotFound
    return found
