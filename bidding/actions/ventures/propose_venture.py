"""An agency proposes a joint venture for an open need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from bidding import access, reads
from bidding.models import Venture, VentureParty
from bidding.reads import ventures
from bidding.rules.venturing import TO_PROPOSE_A_VENTURE, Part
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from market.codes import as_code


@transaction.atomic
def propose_venture(*, actor: Actor, number: str, parts: Sequence[Part]) -> Venture:
    """Write a joint agreement and ask its members to consent. Nothing is on the record until all of them have.

    Args:
        actor: somebody who bids for the lead.
        number: the need's number.
        parts: what each party takes on, the lead's first; `org` as typed, the lead's may be "".

    Raises:
        RulesBroken: with every rule that the agreement breaks; nothing has changed then.
    """
    lead = access.agency_to_bid(actor)
    need = reads.lock_need_against_bids(access.public_need(number).number)
    at, notice = clock.now(), reads.notice_of(need)
    said = [replace(part, org=as_code(part.org) or (actor.uscc if n == 0 else "")) for n, part in enumerate(parts)]
    agencies = ventures.agencies_by_code(part.org for part in said)
    facts = ventures.proposal_facts(need, notice, lead, at=at, parts=said, listed=agencies)
    check(TO_PROPOSE_A_VENTURE, facts, on=need.law_day or clock.day_of(at))
    agreement = ventures.agreement_hash(ventures.agreement_of(need, notice, said, at=at))
    venture = Venture.objects.create(need=need, lead=lead, version=notice.version, agreement=agreement, proposed_at=at)
    VentureParty.objects.bulk_create(
        VentureParty(
            venture=venture,
            agency=agencies[part.org],
            place=place,
            work=part.work.strip(),
            share_bp=part.share_bp,
            certificate_kinds=list(part.certificates),
            practitioner_count=part.practitioners,
            agreed_at=at if place == 1 else None,
        )
        for place, part in enumerate(said, start=1)
    )
    return venture
