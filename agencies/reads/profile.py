"""An agency as the public sees it: one set of facts for the page and for the JSON beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agencies.models import Agency, Certificate, DeclaredControl, DeclaredTie, OfferedService, StandingStep
from agencies.reads.registration import offered_services, people_by_kind, service_facts
from market.models import ListEdition, ListItem
from market.reads import edition_on

SOON = 30


@dataclass(frozen=True)
class Offer:
    """A service beside the list of the day; `item` is None where no list asks for it."""

    service: OfferedService
    item: ListItem | None
    hidden: bool


@dataclass(frozen=True)
class Held:
    """A certificate with the days that it has left (negative when it has run out)."""

    certificate: Certificate
    days_left: int

    @property
    def look(self) -> str:
        """Good, running out, or run out."""
        return "bad" if self.days_left < 0 else "soon" if self.days_left <= SOON else "ok"


@dataclass(frozen=True)
class Profile:
    """What an agency publishes, on a day."""

    agency: Agency
    on: date
    edition: ListEdition | None
    offers: list[Offer]
    certificates: list[Held]
    people: dict[str, int]
    ties: list[DeclaredTie]
    controllers: list[DeclaredControl]
    steps: list[StandingStep]

    @property
    def shown(self) -> list[Offer]:
        """The services that are shown."""
        return [each for each in self.offers if not each.hidden]

    @property
    def hidden(self) -> list[Offer]:
        """The services hidden because their certificate has run out."""
        return [each for each in self.offers if each.hidden]


def profile_of(agency: Agency, on: date) -> Profile:
    """What an agency publishes on a day; the number of questions asked does not grow with what it offers."""
    edition = edition_on(on)
    services = offered_services(agency)
    codes = {each.item_code for each in services if each.item_code}
    found = edition.items.filter(code__in=codes, is_in_force=True).select_related("approval") if edition and codes else []
    items = {each.code: each for each in found}
    offers = []
    for each in services:
        facts = service_facts(each, on)
        offers.append(Offer(each, items.get(each.item_code), each.needs_certificate and not facts.certificate_valid))
    certificates = list(agency.certificates.order_by("valid_until", "pk"))
    held = [Held(each, (each.valid_until - on).days) for each in certificates]
    ties, steps = list(agency.ties.order_by("pk")), list(agency.steps.all()[:20])
    controllers = list(agency.controllers.order_by("pk"))
    return Profile(agency, on, edition, offers, held, people_by_kind(agency), ties, controllers, steps)
