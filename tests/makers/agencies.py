"""Agencies, through the actions of the room: an application written, handed in, admitted, and measured if asked."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.files.base import ContentFile

from agencies import actions
from agencies.models import Agency, Registration
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from market.models import Region
from market.reads import item_in_force
from market.states import OrganisationKind
from tests.makers import market

A_PDF = b"%PDF-1.7\n% a paper\n"
CASE = "示例决字〔2026〕1号"


def a_file(name: str = "licence.pdf", content: bytes = A_PDF) -> ContentFile:
    """A file as a browser sends it."""
    return ContentFile(content, name=name)


def an_applicant(name: str = "", region: Region | None = None, **fields: object) -> Actor:
    """Somebody who manages an organisation that has begun to register as an agency."""
    actor = market.acting_for(market.an_organisation(OrganisationKind.AGENCY, name, region, **fields))
    actions.start_registration(actor=actor)
    return actor


def a_full_application(
    item_code: str | None = "B02",
    certificate: str | None = None,
    certificate_until: date | None = None,
    practitioners: Mapping[str, int] | None = None,
    applicant: Actor | None = None,
    **fields: object,
) -> Actor:
    """An application with every task done, not yet handed in."""
    actor = applicant or an_applicant(**fields)
    today = clock.today()
    if item_code and item_in_force(item_code, on=today) is None:
        market.a_list_item(item_code)
    actions.save_unit(actor=actor, address="洛阳市示例路 1 号", contact_phone="0379-60000000")
    actions.save_licence(actor=actor, file=a_file())
    actions.save_representative(actor=actor, name="王示例")
    until = today + timedelta(days=3650)
    actions.save_agent(actor=actor, name="李示例", phone="13800000000", until=until, file=a_file("authorisation.pdf"))
    service = actions.offer_service(
        actor=actor,
        item_code=item_code or "",
        name="" if item_code else "环保管家服务",
        conditions="已立项的项目",
        workflow="委托、踏勘、编制、交付",
        days=15,
        fee_text="按工作量计费",
        fee_from_fen=1_800_000,
    )
    if certificate or service.needs_certificate:
        actions.add_certificate(
            actor=actor,
            kind=certificate or "示例资质证书",
            number=f"ZS-{actor.organisation_id}",
            valid_from=today - timedelta(days=365),
            valid_until=certificate_until or today + timedelta(days=730),
            issued_by="示例发证机关",
            file=a_file("certificate.pdf"),
            services=[service.pk],
        )
    for kind, number in (practitioners or {}).items():
        for n in range(number):
            actions.add_practitioner(
                actor=actor, name=f"赵{n}", kind=kind, licence_number=f"ZC-{actor.organisation_id}-{kind}-{n}"
            )
    actions.declare_practitioners(actor=actor)
    actions.declare_no_ties(actor=actor)
    actions.make_promises(actor=actor)
    return actor


def a_submitted_registration(**fields: object) -> Registration:
    """An application that waits for its formal check."""
    return actions.submit_registration(actor=a_full_application(**fields))


def an_agency(
    name: str = "",
    *,
    standing: str = "listed",
    item_code: str | None = "B02",
    certificate: str | None = None,
    certificate_until: date | None = None,
    practitioners: Mapping[str, int] | None = None,
    region: Region | None = None,
    grade: tuple[str, int] | None = None,
    **fields: object,
) -> Actor:
    """An actor (all roles) for an agency that has joined; `the_agency(actor)` is its row.

    Args:
        name: of the organisation.
        standing: listed, warned, suspended or removed; unlisted stops before it is handed in.
        item_code: the retained item that it offers (made if it is not on the list); None for a service outside the list.
        certificate: the kind of a certificate that it holds, on which the service stands.
        certificate_until: the certificate's last good day (two years from now if not given).
        practitioners: numbers of qualified people by kind.
        region: of the organisation.
        grade: for example ("A", 9240).
        fields: of the organisation.
    """
    actor = a_full_application(item_code, certificate, certificate_until, practitioners, name=name, region=region, **fields)
    if standing == "unlisted":
        return actor
    registration = actions.submit_registration(actor=actor)
    official = market.acting_for(
        market.an_organisation(OrganisationKind.OPERATOR, region=registration.agency.organisation.region)
    )
    actions.admit_registration(actor=official, registration_id=registration.pk)
    at = clock.now()
    if standing == "warned":
        actions.warn_agency(actor=SCHEDULER, agency_uscc=actor.uscc, case=CASE)
    elif standing == "suspended":
        actions.suspend_agency(actor=SCHEDULER, agency_uscc=actor.uscc, until=at + timedelta(days=90), case=CASE)
    elif standing == "removed":
        actions.remove_agency(actor=SCHEDULER, agency_uscc=actor.uscc, until=at + timedelta(days=730), case=CASE)
    if grade:
        actions.note_standing(
            actor=SCHEDULER,
            agency_uscc=actor.uscc,
            grade=grade[0],
            score_centi=grade[1],
            evaluations=3,
            on=clock.day_of(at),
        )
    return actor


def the_agency(actor: Actor) -> Agency:
    """The row of an actor's agency, freshly read."""
    return Agency.objects.select_related("organisation__region").get(organisation_id=actor.organisation_id)
