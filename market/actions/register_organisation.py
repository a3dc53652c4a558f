"""Put an organisation on the market."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.rulebook import check
from ledger.record import record
from market import access
from market.codes import as_code, code_fault
from market.models import Membership, Organisation
from market.reads import current_region, is_registered
from market.rules.organisations import TO_REGISTER_AN_ORGANISATION, OrganisationFacts
from market.spelling import spell
from market.states import OrganisationKind, Role

FIRST_ROLES = {
    OrganisationKind.FIRM: (Role.MANAGE, Role.BUY, Role.SIGN, Role.PAY),
    OrganisationKind.AGENCY: (Role.MANAGE, Role.BID, Role.SIGN),
}


@transaction.atomic
def register_organisation(
    *,
    actor: Actor,
    uscc: str,
    name: str,
    kind: str,
    region_code: str,
    address: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    pays_with_public_money: bool = False,
    is_demo: bool = False,
) -> Organisation:
    """Register an organisation; the person who registers a firm or an agency becomes its first member, with every role of it.

    The operator (and the scheduler) enters departments, regulators and finance offices and becomes no member of them: their
    members come by invitation. The code may be typed in full-width or lower case.

    Raises:
        RulesBroken: for a code that fails a check, one that is registered already, or a public body that enters itself.
        NotForYou: for a visitor.
    """
    by_operator = actor.kind in {ActorKind.OPERATOR, ActorKind.SYSTEM}
    person_id = None if actor.kind is ActorKind.SYSTEM else access.somebody(actor)
    code = as_code(uscc)
    facts = OrganisationFacts(code, kind, code_fault(code), is_registered(code), by_operator)
    check(TO_REGISTER_AN_ORGANISATION, facts, on=clock.today())
    at, sounds = clock.now(), spell(name)
    unit = Organisation.objects.create(
        uscc=code,
        name=name,
        kind=kind,
        region=current_region(region_code),
        pinyin=sounds.pinyin,
        initials=sounds.initials,
        address=address,
        contact_name=contact_name,
        contact_phone=contact_phone,
        pays_with_public_money=pays_with_public_money or kind == OrganisationKind.DEPARTMENT,
        is_demo=is_demo,
        created_at=at,
    )
    if person_id and not by_operator:
        roles = [str(role) for role in FIRST_ROLES[OrganisationKind(kind)]]
        Membership.objects.create(person_id=person_id, organisation=unit, roles=roles, since=at)
    record(actor, "organisation.entered", {"org": code, "name": name, "kind": kind, "region": region_code})
    return unit
