"""Offer a service, change the offer, or withdraw it."""

from __future__ import annotations

from django.db import transaction

from agencies import reads
from agencies.actions.parts.task import Opened, open_task
from agencies.models import Certificate, OfferedService
from agencies.rules.offering import TO_OFFER_A_SERVICE, OfferFacts
from agencies.states import Standing
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from market.reads import item_in_force


@transaction.atomic
def offer_service(
    *,
    actor: Actor,
    item_code: str = "",
    name: str = "",
    conditions: str = "",
    workflow: str = "",
    days: int | None = None,
    fee_text: str = "",
    fee_from_fen: int | None = None,
    service_id: int | None = None,
    certificate_id: int | None = None,
) -> OfferedService:
    """Offer a service of the list (by its code), or openly one outside it (by its name); with `service_id` change an offer.

    Offering the same service again changes the offer that stands; it is never offered twice.
    Until the agency has joined, an offer may be saved half-filled; afterwards only in full, and it counts at once.
    """
    opened = open_task(actor)
    agency, on = opened.agency, clock.day_of(opened.at)
    item = item_in_force(item_code, on=on) if item_code else None
    name = item.name if item else name
    same = agency.services.filter(item_code=item_code, name=name).select_related("certificate").first()
    service = same if same and service_id is None else _the_offer(opened, service_id)
    service.item_code, service.name = item_code, name
    service.conditions, service.workflow, service.days = conditions, workflow, days
    service.fee_text, service.fee_from_fen = fee_text, fee_from_fen
    service.needs_certificate = bool(item and item.needs_certificate)
    if certificate_id is not None:
        service.certificate = _own_certificate(opened, certificate_id)
    seen = reads.service_facts(service, on)
    facts = OfferFacts(
        standing=agency.standing,
        name=name,
        item_code=item_code,
        item_on_the_list=item is not None,
        published_in_full=seen.published_in_full,
        offered_already=same is not None and same.pk != service.pk,
    )
    check(TO_OFFER_A_SERVICE, facts, on=on)
    service.save()
    opened.done("services")
    if agency.standing != Standing.UNLISTED:
        record(actor, "service.offered", {"org": actor.uscc, "item": item_code, "name": service.name, "days": days})
    return service


@transaction.atomic
def withdraw_service(*, actor: Actor, service_id: int) -> None:
    """Withdraw an offer; contracts that run go on."""
    opened = open_task(actor)
    service = _the_offer(opened, service_id)
    body = {"org": actor.uscc, "item": service.item_code, "name": service.name}
    service.delete()
    opened.done("services")
    if opened.is_public:
        record(actor, "service.withdrawn", body)


def _the_offer(opened: Opened, pk: int | None) -> OfferedService:
    if pk is None:
        return OfferedService(agency=opened.agency)
    found = opened.agency.services.filter(pk=pk).select_related("certificate").first()
    if found is None:
        raise NotFound
    return found


def _own_certificate(opened: Opened, pk: int) -> Certificate:
    found = opened.agency.certificates.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
