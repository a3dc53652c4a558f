"""How the cast comes onto the market: accounts, organisations, memberships, agencies' registrations."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.files.base import ContentFile

from agencies import actions as agencies
from agencies.models import Registration
from demo.cast import LOGINS, Unit
from kernel import clock
from kernel.actors import SCHEDULER, Actor, ActorKind
from market.actions.accept_invitation import accept_invitation
from market.actions.invite_member import invite_member
from market.actions.register_organisation import register_organisation
from market.models import Organisation, Person
from market.reads import actor_from, memberships_of
from market.states import OrganisationKind, Role

PUBLIC_BODIES = {
    OrganisationKind.DEPARTMENT: (Role.MANAGE, Role.BUY, Role.SIGN, Role.PAY, Role.REVIEW),
    OrganisationKind.REGULATOR: (Role.REVIEW, Role.DECIDE, Role.MANAGE),
    OrganisationKind.OPERATOR: (Role.REVIEW, Role.MANAGE),
    OrganisationKind.FINANCE: (Role.REVIEW, Role.MANAGE),
}
PAPER = b"%PDF-1.7\n% a sample paper of the demo\n%%EOF\n"

# What each agency offers: list code (or a name outside the list), days, fee in yuan, practitioners.
OFFERS = {
    "agency": (("B02", 20, 86_000), ("B01", 40, 96_000)),
    "agency2": (("B02", 25, 78_000), ("B24", 15, 30_000)),
    "agency3": (("B02", 30, 92_000), ("B25", 60, 120_000)),
    "agency4": (("B02", 30, 80_000), ("B24", 12, 28_000), ("B25", 60, 110_000)),
    "agency5": (("B02", 28, 88_000), ("B25", 60, 130_000)),
    "agency6": (("", 15, 20_000), ("B25", 50, 125_000)),
    "agency7": (("B02", 30, 70_000),),
}


def a_person(unit: Unit) -> tuple[Person, str]:
    """An account with a random password, which is returned with it."""
    password = secrets.token_urlsafe(9)
    person = Person(username=unit.key, full_name=unit.person, is_demo=True)
    person.set_password(password)
    person.save()
    return person, password


def bring(unit: Unit) -> tuple[Actor, str]:
    """Put a unit and its person on the market, through sign-up or, for a public body, by invitation."""
    person, password = a_person(unit)
    newcomer = Actor(ActorKind.VISITOR, person_id=person.pk)
    public_body = unit.kind in PUBLIC_BODIES
    if not Organisation.objects.filter(uscc=unit.uscc).exists():
        register_organisation(
            actor=SCHEDULER if public_body else newcomer,
            uscc=unit.uscc,
            name=unit.name,
            kind=unit.kind,
            region_code=unit.region,
            contact_name=unit.person,
            contact_phone=unit.phone,
            is_demo=True,
        )
    if public_body:
        organisation = Organisation.objects.get(uscc=unit.uscc)
        roles = [str(role) for role in PUBLIC_BODIES[OrganisationKind(unit.kind)]]
        token = invite_member(actor=SCHEDULER, roles=roles, organisation=organisation)
        accept_invitation(actor=newcomer, token=token)
    return actor_from(memberships_of(person.pk)[0]), password


def apply(unit: Unit, actor: Actor) -> Registration:
    """Fill in an agency's whole application and hand it in."""
    agencies.start_registration(actor=actor)
    agencies.save_unit(actor=actor, address="示例路 1 号", contact_phone=unit.phone, introduction="示例机构，数据均为虚构。")
    agencies.save_licence(actor=actor, file=ContentFile(PAPER, name="licence.pdf"))
    agencies.save_representative(actor=actor, name="王" + unit.person[-1])
    until = clock.today() + timedelta(days=720)
    agencies.save_agent(
        actor=actor, name=unit.person, phone=unit.phone, until=until, file=ContentFile(PAPER, name="authorisation.pdf")
    )
    for code, days, yuan in OFFERS[unit.key]:
        offer(actor, code, days, yuan)
    agencies.declare_practitioners(actor=actor)
    agencies.declare_no_ties(actor=actor)
    agencies.make_promises(actor=actor)
    return agencies.submit_registration(actor=actor)


def offer(actor: Actor, code: str, days: int, yuan: int) -> None:
    """Offer one service with what must be published, and the certificate that the law asks for."""
    service = agencies.offer_service(
        actor=actor,
        item_code=code,
        name="" if code else "工程预算编制",
        conditions="已立项的项目，提供基础资料",
        workflow="委托、踏勘、编制、内审、交付",
        days=days,
        fee_text=f"{yuan:,} 元起，按规模协商",
        fee_from_fen=yuan * 100,
    )
    if service.needs_certificate:
        today = clock.today()
        agencies.add_certificate(
            actor=actor,
            kind="工程监理资质证书" if code == "B25" else "施工图审查机构认定书" if code == "B24" else "示例资质证书",
            number=f"示例-{actor.uscc[-6:]}-{code}",
            valid_from=today - timedelta(days=300),
            valid_until=today + timedelta(days=900),
            issued_by="示例发证机关",
            file=ContentFile(PAPER, name="certificate.pdf"),
            services=[service.pk],
        )


def logins(passwords: dict[str, str]) -> list[str]:
    """One line for each role: who, under which name, with which password."""
    return [f"  {role}：{unit.key} / {passwords[unit.key]}" for unit, role in LOGINS]
