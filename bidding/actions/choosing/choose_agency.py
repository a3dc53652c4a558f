"""A buyer names the agency that shall serve."""

from __future__ import annotations

from django.db import transaction

from agencies.reads import share_standing
from bidding import access, reads
from bidding.actions.awards.award_need import award_now
from bidding.actions.deciding.publish_decision import publish_decision
from bidding.methods.direct_choice import Case, decide
from bidding.models import Need
from bidding.reads.choosing import agency_to_choose, choice_facts, gone_agencies
from bidding.rules.choosing import TO_CHOOSE_AN_AGENCY
from bidding.states import Funding
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def choose_agency(*, actor: Actor, number: str, agency: str, reason: str = "") -> Need:
    """Choose one agency for a need by direct choice, at the price that its notice states. The result is public at once.

    Where no publicity is asked for, the award is offered with it, in the same transaction.

    Args:
        actor: the buyer.
        number: the need's number.
        agency: the code of the agency.
        reason: why this one; published as it is written. Must be given where fiscal money pays.

    Raises:
        RulesBroken: with every rule that stands against it; nothing has changed then.
        NotFound: if there is no such agency.
    """
    share_standing([agency_to_choose(agency).organisation_id])
    need = reads.lock_need(number)
    access.may_steer(actor, need)
    at = clock.now()
    notice = reads.notice_for_bidding(number)
    chosen = agency_to_choose(agency)
    check(TO_CHOOSE_AN_AGENCY, choice_facts(need, notice, chosen, at=at, reason=reason), on=need.law_day or clock.day_of(at))
    assert notice.ceiling_fen is not None
    case = Case(number, notice.ceiling_fen, chosen.organisation.uscc, reason.strip(), gone_agencies(need))
    named = {"need": number, "bidder": case.bidder, "reason": case.reason}
    record(actor, "agency.chosen", named, at=at)
    name = TermName.PUBLICITY_DAYS if notice.funding == Funding.FISCAL else TermName.DIRECT_PUBLICITY_DAYS
    days = term(name, need.region, on=clock.day_of(at))
    need.decide(at=at, publicity_ends_at=add_working_days(at, days) if days else at)
    need.save()
    publish_decision(actor=actor, need=need, case=case.to_json(), said=decide(case).to_json())
    return need if days else award_now(SCHEDULER, need)
