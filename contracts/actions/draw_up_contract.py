"""Draw up the contract of a confirmed award."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bidding.models import Award, Venture
from bidding.reads import venture_before
from bidding.reads.ventures import members_of
from contracts import clauses, reads
from contracts.clauses import TermsFacts
from contracts.models import Contract, Member
from contracts.rules import TO_DRAW_UP_A_CONTRACT
from contracts.rules.signing import ANYONE_PAYS_WITHIN, DEPARTMENT_PAYS_WITHIN, SIGNED_WITHIN, DrawnFacts
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record, stamp
from market.reads import term


@transaction.atomic
def draw_up_contract(*, actor: Actor, award: int) -> Contract:
    """Draw up the contract from the notice and the winning bid, for all who sign it. A second call gives the first call's contract.

    Raises:
        RulesBroken: if the text would depart from notice and bid.
    """
    source = reads.award_of(award)
    drawn = reads.contract_of_award(award)
    if drawn is not None:
        return drawn
    at = clock.now()
    day = clock.day_of(at)
    venture = venture_before(source.notice, source.agency)
    terms = clauses.draft(_facts(source, venture, reads.next_number(day)))
    check(TO_DRAW_UP_A_CONTRACT, drawn_facts(terms, source), on=day)
    need = source.need
    sign_by = min(
        add_working_days(at, term("sign_days", need.region, on=day)), (source.answered_at or source.offered_at) + SIGNED_WITHIN
    )
    contract = Contract.objects.create(
        number=str(terms["number"]),
        award=source,
        need=need,
        buyer=need.buyer,
        agency=source.agency,
        amount_fen=source.amount_fen,
        terms=terms,
        terms_hash=clauses.hash_of(terms),
        sign_by=sign_by,
        created_at=at,
    )
    members = [Member(contract=contract, agency=party.agency, place=party.place) for party in members_of(venture)]
    Member.objects.bulk_create(members)
    record(
        actor,
        "contract.drawn_up",
        {
            "contract": contract.number,
            "need": need.number,
            "buyer": need.buyer.uscc,
            "bidder": source.agency.organisation.uscc,
            "fen": contract.amount_fen,
            "terms": contract.terms_hash,
            "sign_by": stamp(sign_by),
        },
        at=at,
        tell={"contract": contract.pk},
    )
    return contract


def drawn_facts(terms: dict[str, Any], source: Award) -> DrawnFacts:
    """A contract's text beside the notice and the award from which it must not depart."""
    notice = source.notice
    return DrawnFacts(
        price_fen=terms["amount_fen"],
        awarded_fen=source.amount_fen,
        service=clauses.service_of(terms),
        noticed_service=(_service_name(source), notice.scale, notice.content, notice.requirements),
        days=terms["days"],
        noticed_days=notice.days,
        payment_days=terms["payment_days"],
        buyer_is_department=reads.is_department(source.need.buyer),
        budget_line=terms["budget_line"],
    )


def _service_name(source: Award) -> str:
    item = source.need.item
    return source.notice.service_name or (item.name if item else source.notice.title)


def _facts(source: Award, venture: Venture | None, number: str) -> TermsFacts:
    need, notice, item = source.need, source.notice, source.need.item
    department = reads.is_department(need.buyer)
    day = clock.today()
    return TermsFacts(
        number=number,
        need=need.number,
        title=notice.title,
        notice_version=notice.version,
        bid=source.envelope_hash,
        buyer=(need.buyer.name, need.buyer.uscc),
        agency=(source.agency.organisation.name, source.agency.organisation.uscc),
        buyer_is_department=department,
        item=item.code if item else "",
        service=_service_name(source),
        approval=item.approval.name if item and item.approval else "",
        scale=notice.scale,
        content=notice.content,
        requirements=notice.requirements,
        days=notice.days,
        amount_fen=source.amount_fen,
        rate_bp=source.rate_bp,
        silence_days=None if department else term("silent_acceptance_days", need.region, on=day),
        payment_days=DEPARTMENT_PAYS_WITHIN if department else ANYONE_PAYS_WITHIN,
        budget_line=notice.budget_line,
        avoidance=tuple((str(each.get("name", "")), str(each.get("reason", ""))) for each in notice.avoidance),
        members=tuple(
            (each.agency.organisation.name, each.agency.organisation.uscc, each.work, each.share_bp)
            for each in (venture.parties.all() if venture else ())
        ),
        agreement=venture.agreement if venture else "",
    )
