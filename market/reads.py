"""Questions asked of the market's tables."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.prepared import Prepared, Slot
from market.matching import closest
from market.models import Invitation, ListEdition, ListItem, Membership, Organisation, Region, RegionalTerm, SupervisionRoute
from market.states import OrganisationKind

_MINE = Prepared(
    lambda: (
        Membership.objects.filter(person_id=Slot("person"), since__lte=clock.DATABASE_TIME)
        .filter(Q(until=None) | Q(until__gt=clock.DATABASE_TIME))
        .select_related("organisation__region")
        .order_by("since", "pk")
    )
)


def memberships_of(person_id: int) -> list[Membership]:
    """The memberships of a person that are in force now, the oldest first."""
    return _MINE.ask(person=person_id)


def actor_from(membership: Membership) -> Actor:
    """The actor that a membership makes of a person."""
    unit = membership.organisation
    return Actor(
        kind=ActorKind(unit.kind),
        person_id=membership.person_id,
        organisation_id=unit.pk,
        uscc=unit.uscc,
        name=unit.name,
        region=unit.region.code,
        roles=frozenset(membership.roles),
    )


def term(name: str, region: Region, *, on: date) -> int:
    """The number that a region's dated table gives for a term on a day; the nearest region upwards that has one.

    Raises:
        LookupError: if neither the region nor any region above it has the term on that day.
    """
    chain: list[int] = []
    here: Region | None = region
    while here is not None:
        chain.append(here.pk)
        here = here.parent
    rows = RegionalTerm.objects.filter(region__in=chain, name=name, since__lte=on).filter(Q(until=None) | Q(until__gt=on))
    found = {row.region_id: row.value for row in rows}
    for pk in chain:
        if pk in found:
            return found[pk]
    raise LookupError(f"no regional term {name} for {region} on {on}")


def edition_on(day: date) -> ListEdition | None:
    """The edition of the list in force on a day."""
    return ListEdition.objects.filter(effective_on__lte=day).order_by("-effective_on").first()


def item_in_force(code: str, *, on: date) -> ListItem | None:
    """The retained item with that code, if the list of the day has it in force."""
    edition = edition_on(on)
    return edition.items.filter(code=code, is_in_force=True).select_related("approval").first() if edition else None


def current_region(code: str) -> Region:
    """The region with that code today.

    Raises:
        Region.DoesNotExist: if the code is unknown or history.
    """
    return Region.objects.get(code=code, valid_to=None)


def lock_region(code: str) -> Region:
    """The region, locked: one edition of its list is made at a time."""
    return Region.objects.select_for_update(of=("self",)).get(code=code, valid_to=None)


def newest_edition(region: Region) -> ListEdition | None:
    """The edition of a region that takes effect last."""
    return ListEdition.objects.filter(region=region).order_by("-effective_on").first()


def regions_upwards(region: Region) -> list[Region]:
    """The region and those above it, the nearest first."""
    chain, here = [region], region.parent
    while here is not None:
        chain.append(here)
        here = here.parent
    return chain


def supervisor_of(item_code: str, region: Region) -> Organisation | None:
    """The department that supervises a service in a region: the nearest route upwards, if there is one."""
    chain = [each.pk for each in regions_upwards(region)]
    routes = SupervisionRoute.objects.filter(item_code=item_code, region__in=chain).select_related("department")
    by_region = {route.region_id: route.department for route in routes}
    return next((by_region[pk] for pk in chain if pk in by_region), None)


def lock_organisation(pk: int) -> Organisation:
    """An organisation, locked: its members change one at a time."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=pk)


def lock_invitation(token_hash: str) -> Invitation | None:
    """The invitation with that token's hash, locked, so that a link works once."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.filter(token_hash=token_hash).first()


def members_of(organisation_id: int, *, at: datetime) -> list[Membership]:
    """The memberships in force of an organisation, the oldest first."""
    live = Membership.objects.filter(organisation_id=organisation_id, since__lte=at).filter(Q(until=None) | Q(until__gt=at))
    return list(live.select_related("person").order_by("since", "pk"))


def is_registered(uscc: str) -> bool:
    """Whether an organisation with that code is on the market."""
    return Organisation.objects.filter(uscc=uscc).exists()


def current_regions() -> list[Region]:
    """The regions of today by code: the province, then each city with its counties."""
    return list(Region.objects.filter(valid_to=None).order_by("code"))


def member_count(organisation_id: int) -> int:
    """How many people have acted for an organisation and have not left."""
    return Membership.objects.filter(organisation_id=organisation_id, until=None).count()


def has_edition() -> bool:
    """Whether any edition of the list has been published."""
    return ListEdition.objects.exists()


def open_invitation(token_hash: str, *, at: datetime) -> Invitation | None:
    """The invitation that may still be accepted."""
    found = Invitation.objects.filter(token_hash=token_hash, accepted_at=None, expires_at__gt=at)
    return found.select_related("organisation").first()


def open_invitations_of(organisation_id: int, *, at: datetime) -> list[Invitation]:
    """The invitations of an organisation that wait for somebody."""
    return list(Invitation.objects.filter(organisation_id=organisation_id, accepted_at=None, expires_at__gt=at).order_by("pk"))


def own_organisation(pk: int) -> Organisation:
    """The organisation for which an actor acts, with its region."""
    return Organisation.objects.select_related("region").get(pk=pk)


def items_on(day: date) -> list[ListItem]:
    """The items of the list of a day, in force or not, by code."""
    edition = edition_on(day)
    return list(edition.items.select_related("approval", "edition")) if edition else []


def closest_items(text: str, *, on: date | None = None, most: int = 5) -> list[ListItem]:
    """The items of the list of a day (today) that are nearest to what somebody typed."""
    return closest(items_on(on or clock.today()), text, most=most)


def item_on(code: str, *, on: date) -> ListItem | None:
    """The item with that code on the list of a day, in force or not."""
    edition = edition_on(on)
    return edition.items.filter(code=code).select_related("approval", "edition__region").first() if edition else None


def operator_phone() -> str:
    """The telephone number of whoever runs the site, as its organisation names it; "" where it names none."""
    run = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).exclude(contact_phone="")
    return run.order_by("pk").values_list("contact_phone", flat=True).first() or ""
